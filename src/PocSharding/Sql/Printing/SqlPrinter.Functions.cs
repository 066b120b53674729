using PocSharding.Sql.Ast;

namespace PocSharding.Sql;

/// <summary>Function calls and windows.</summary>
internal sealed partial class SqlPrinter
{
    private void Call(Expr expr)
    {
        switch (expr)
        {
            case FunctionExpr function: Function(function); break;
            case AggregateExpr aggregate: Aggregate(aggregate); break;
            case WindowFunctionExpr window: WindowFunction(window); break;
            case CastExpr cast: Cast(cast); break;
            case ConvertUsingExpr convert:
                Put("convert(").Expression(convert.Operand);
                Put(" using ").Put(convert.CharacterSet).Put(")");
                break;
            case CurrentTimeExpr time: CurrentTime(time); break;
            case SubstringExpr part:
                Put("substr(").Expression(part.Operand);
                Put(", ").Expression(part.From);
                Optional(", ", part.Length);
                Put(")");
                break;
            case LocateExpr locate:
                Put("locate(").Expression(locate.Needle);
                Put(", ").Expression(locate.Haystack);
                Optional(", ", locate.Position);
                Put(")");
                break;
            case TrimExpr trim: Trim(trim); break;
            case ExtractExpr extract:
                Put("extract(").Put(extract.Unit).Put(" from ").Expression(extract.Operand);
                Put(")");
                break;
            default: RareCall(expr); break;
        }
    }

    private void RareCall(Expr expr)
    {
        switch (expr)
        {
            case CharExpr chars:
                Put("char(").Comma(chars.Arguments);
                Put(chars.CharacterSet is { } set ? $" using {set})" : ")");
                break;
            case MatchExpr match:
                Put("match(").Comma(match.Columns);
                Put(") against (").Expression(match.Against);
                Put(Words(match.Mode)).Put(")");
                break;
            case ValuesFunctionExpr values:
                Put("values(").Expression(values.Column);
                Put(")");
                break;
            case WeightStringExpr weight:
                Put("weight_string(").Expression(weight.Operand);
                if (weight.As is { } type)
                    Put(" as ").Convert(type);
                Put(")");
                break;
            case TimestampArithmeticExpr time:
                Put(time.Difference ? "timestampdiff(" : "timestampadd(").Put(time.Unit).Put(", ").Expression(time.Left);
                Put(", ").Expression(time.Right);
                Put(")");
                break;
            case LockingFunctionExpr locking:
                Put(locking.Name).Put("(");
                Optional("", locking.LockName);
                Optional(", ", locking.Timeout);
                Put(")");
                break;
            case SpecialFunctionExpr special: Special(special); break;
            default: throw new InvalidOperationException(expr.GetType().Name);
        }
    }

    private void Optional(string before, Expr? expr)
    {
        if (expr is not null)
            Put(before).Expression(expr);
    }

    private void Function(FunctionExpr function)
    {
        if (function.Qualifier.Length > 0)
        {
            Name(function.Qualifier);
            Put(".");
        }
        Put(function.Name.Text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '$') ? function.Name.Text : Backticked(function.Name.Text));
        Put("(").Comma(function.Arguments);
        Put(")");
    }

    private void Special(SpecialFunctionExpr special)
    {
        Put(special.Name.Text).Put("(").Put(special.Words[0]);
        for (int i = 0; i < special.Arguments.Count; i++)
        {
            Expression(special.Arguments[i]);
            Put(special.Words[i + 1]);
        }
        Put(")");
    }

    private void CurrentTime(CurrentTimeExpr time)
    {
        Put(time.Name.Text).Put("(");
        if (time.Precision is > 0 and int precision)
            Put(precision);
        Put(")");
    }

    private void Trim(TrimExpr trim)
    {
        Put("trim(").Put(trim.Side switch { TrimSide.Leading => "leading ", TrimSide.Trailing => "trailing ", TrimSide.Both => "both ", _ => "" });
        if (trim.Remove is { } remove)
        {
            Expression(remove);
            Put(" ");
        }
        Put(trim.Remove is not null || trim.Side != TrimSide.None ? "from " : "").Expression(trim.Operand);
        Put(")");
    }

    private static string Words(MatchMode mode) => mode switch
    {
        MatchMode.Boolean => " in boolean mode",
        MatchMode.NaturalLanguage => " in natural language mode",
        MatchMode.NaturalLanguageWithExpansion => " in natural language mode with query expansion",
        MatchMode.WithExpansion => " with query expansion",
        _ => "",
    };

    private void Interval(IntervalDateExpr interval)
    {
        switch (interval.Form)
        {
            case IntervalForm.Plus or IntervalForm.Minus:
                Operand(interval, interval.Date, left: true);
                Put(interval.Form == IntervalForm.Plus ? " + interval " : " - interval ").Expression(interval.Interval);
                Put(" ").Put(interval.Unit);
                break;
            case IntervalForm.PlusLeft:
                Put("interval ").Expression(interval.Interval);
                Put(" ").Put(interval.Unit).Put(" + ").Operand(interval, interval.Date, left: false);
                break;
            default:
                Put(interval.Form switch { IntervalForm.DateAdd => "date_add(", IntervalForm.DateSub => "date_sub(", IntervalForm.AddDate => "adddate(", _ => "subdate(" });
                Expression(interval.Date);
                Put(interval.Unit.Length > 0 ? ", interval " : ", ").Expression(interval.Interval);
                Put(interval.Unit.Length > 0 ? " " + interval.Unit : "").Put(")");
                break;
        }
    }

    private void Cast(CastExpr cast)
    {
        Put(cast.IsConvert ? "convert(" : "cast(").Expression(cast.Operand);
        Put(cast.IsConvert ? ", " : " as ").Convert(cast.Type);
        Put(")");
    }

    private void Convert(ConvertType type)
    {
        Put(type.Name);
        if (type.Length is { } length)
        {
            Put("(").Put(length.Text).Put(type.Scale is { } scale ? ", " + scale.Text : "").Put(")");
        }
        Put(type.CharacterSet is { } set ? " character set " + set : "").Put(type.BinaryCharset ? " binary" : "").Put(type.Array ? " array" : "");
    }

    // ---- aggregates and windows ----

    private void Aggregate(AggregateExpr aggregate)
    {
        Put(aggregate.Kind == AggregateKind.UserDefined ? aggregate.Name.Text : AggregateNames.Of(aggregate.Kind)).Put("(").Put(aggregate.Distinct ? "distinct " : "").Put(aggregate.Kind == AggregateKind.CountStar ? "*" : "");
        Comma(aggregate.Arguments);
        OrderBy(aggregate.OrderBy);
        if (aggregate.Separator is { } separator)
            Put(" separator ").Quoted(separator);
        OptionalLimit(aggregate.Limit);
        Put(")");
        OptionalOver(aggregate.Over);
    }

    private void WindowFunction(WindowFunctionExpr function)
    {
        Put(function.Name.Text).Put("(").Comma(function.Arguments);
        Put(")").Put(function.FromLast switch { true => " from last", false => " from first", null => "" });
        Put(function.IgnoreNulls switch { true => " ignore nulls", false => " respect nulls", null => "" });
        OptionalOver(function.Over);
    }

    private void OptionalOver(OverClause? over)
    {
        if (over is not null)
            Put(" ").Over(over);
    }

    private void Over(OverClause over)
    {
        Put("over");
        if (!over.WindowName.IsEmpty)
            Put(" ").Name(over.WindowName);
        if (over.Specification is not { } window)
            return;
        Put(" (").Window(window);
        Put(")");
    }

    private void Window(WindowSpecification window)
    {
        int start = text.Length;
        if (!window.Name.IsEmpty)
            Name(window.Name);
        if (window.PartitionBy.Count > 0)
            Put(text.Length > start ? " partition by " : "partition by ").Comma(window.PartitionBy);
        if (window.OrderBy.Count > 0)
            Put(text.Length > start ? " order by " : "order by ").Comma(window.OrderBy);
        if (window.Frame is { } frame)
            Put(text.Length > start ? " " : "").Frame(frame);
    }

    private void Frame(WindowFrame frame)
    {
        Put(frame.Range ? "range" : "rows").Put(frame.End is null ? "" : " between").Point(frame.Start);
        if (frame.End is { } end)
            Put(" and").Point(end);
    }

    private void Point(FramePoint point)
    {
        if (point.Offset is { } offset)
        {
            Put(point.IntervalUnit is null ? " " : " interval ").Expression(offset);
            Put(point.IntervalUnit is { } unit ? " " + unit : "");
        }
        Put(point.Kind switch
        {
            FramePointKind.CurrentRow => " current row",
            FramePointKind.UnboundedPreceding => " unbounded preceding",
            FramePointKind.UnboundedFollowing => " unbounded following",
            FramePointKind.Preceding => " preceding",
            _ => " following",
        });
    }
}
