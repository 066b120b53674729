using PocSharding.Planning.Plan;
using PocSharding.Planning.Semantics;
using PocSharding.Sql.Ast;

namespace PocSharding.Planning.Operators;

/// <summary>Takes subqueries out of expressions and finds what ties them to the outer query. Vitess: subquery_builder.go (planner-facts §8.1).</summary>
internal sealed class SubqueryExtraction(PlanContext context)
{
    private List<SubQueryOp>? found;

    /// <summary>
    /// Subqueries that were taken out before, from the tables given: Vitess changed their text then, so what ties them to the outer query is an argument
    /// already and no longer seen (subquery_builder.go inspectStatement). An ORDER BY by alias shares them with the select list, one by position does not.
    /// </summary>
    public (HashSet<Node> Subqueries, TableSet Outer)? Selected { get; init; }

    /// <summary>The operator with what was taken out so far.</summary>
    public Op Around(Op op) => found is null ? op : new SubQueryContainerOp(op, found);

    /// <summary>Takes the subquery of a predicate over an operator; false when it has none.</summary>
    public bool Take(Expr predicate, Op over) => context.Analysis.Signature.Subqueries && Take(predicate, over.Tables);

    private bool Take(Expr predicate, TableSet outer)
    {
        (SubqueryExpr? subquery, Expr parent) = FindSubquery(predicate);
        if (subquery is null)
            return false;
        (found ??= []).Add(FromPredicate(predicate, parent, subquery, outer));
        return true;
    }

    private SubQueryOp FromPredicate(Expr predicate, Expr parent, SubqueryExpr subquery, TableSet outer)
    {
        string name = context.Names.ForSubquery();
        bool top = predicate.Equals(parent);
        if (parent is not ComparisonExpr comparison)
        {
            PulloutVariant kind = parent switch
            {
                NotExpr => PulloutVariant.PulloutNotExists,
                ExistsExpr => PulloutVariant.PulloutExists,
                _ => PulloutVariant.PulloutValue,
            };
            return Make(kind, predicate, subquery, outer, name, top, null, isArgument: false);
        }
        PulloutVariant variant = comparison.Op switch
        {
            ComparisonOp.In => PulloutVariant.PulloutIn,
            ComparisonOp.NotIn => PulloutVariant.PulloutNotIn,
            _ => PulloutVariant.PulloutValue,
        };
        Expr outside = ReferenceEquals(comparison.Right, subquery) ? comparison.Left : comparison.Right;
        Expr? outerPredicate = Binder.FirstSelect(subquery.Select).Items[0] is ExprItem item ? new ComparisonExpr(ComparisonOp.Equal, outside, item.Expr) : null;
        return Make(variant, predicate, subquery, outer, name, top, outerPredicate, isArgument: false);
    }

    /// <summary>The first subquery and the expression that uses it: EXISTS, NOT EXISTS, a comparison, or whatever expression it stands in.</summary>
    private static (SubqueryExpr? Subquery, Expr Parent) FindSubquery(Expr predicate)
    {
        SubqueryExpr? subquery = null;
        Expr parent = predicate;
        Search(predicate, predicate);
        return (subquery, parent);

        void Search(Expr expr, Expr above) => Tree.Walk(expr, node =>
        {
            if (subquery is not null)
                return false;
            switch (node)
            {
                case SubqueryExpr inner:
                    (subquery, parent) = (inner, ParentOf(inner, predicate));
                    return false;
                case NotExpr { Operand: ExistsExpr exists } not:
                    (subquery, parent) = (exists.Subquery, not);
                    return false;
                case ExistsExpr exists:
                    (subquery, parent) = (exists.Subquery, exists);
                    return false;
                case ComparisonExpr { Left: SubqueryExpr inner } comparison:
                    (subquery, parent) = (inner, comparison);
                    return false;
                case ComparisonExpr { Right: SubqueryExpr inner } comparison when !Exprs.ContainsSubquery(comparison.Left):
                    (subquery, parent) = (inner, comparison);
                    return false;
                default:
                    return true;
            }
        });
    }

    private static Expr ParentOf(SubqueryExpr subquery, Expr predicate)
    {
        Expr parent = subquery;
        Tree.Walk(predicate, node =>
        {
            bool direct = false;
            Tree.Walk(node, child =>
            {
                direct |= ReferenceEquals(child, subquery) && !ReferenceEquals(node, subquery);
                return ReferenceEquals(child, node);
            });
            if (direct)
                parent = node as Expr ?? subquery;
            return !direct && node is not SubqueryExpr;
        });
        return parent;
    }

    /// <summary>Replaces every subquery of an expression by its argument; null when there is none.</summary>
    public (Expr Expr, List<SubQueryOp> Subqueries)? PullOut(Expr expr, TableSet outer) => context.Analysis.Signature.Subqueries ? PullAllOut(expr, outer) : null;

    private (Expr Expr, List<SubQueryOp> Subqueries)? PullAllOut(Expr expr, TableSet outer)
    {
        var taken = new List<SubQueryOp>();
        int depth = 0;
        Expr result = Replace(expr);
        return taken.Count == 0 ? null : (result, taken);

        Expr Replace(Expr root) => Tree.Map(root, Extracted);

        Node? Extracted(Node node)
        {
            switch (node)
            {
                case ExistsExpr exists:
                    return Argument(PulloutVariant.PulloutExists, exists.Subquery);
                case ComparisonExpr { Op: ComparisonOp.In or ComparisonOp.NotIn, Right: SubqueryExpr list } comparison:
                    Expr left = Replace(comparison.Left);
                    return comparison with
                    {
                        Left = left,
                        Right = Argument(comparison.Op == ComparisonOp.In ? PulloutVariant.PulloutIn : PulloutVariant.PulloutNotIn, list),
                    };
                case SubqueryExpr subquery:
                    return Argument(PulloutVariant.PulloutValue, subquery);
                default:
                    return null;
            }
        }

        // Vitess extracts children first: what is nested in a subquery becomes its neighbour, and a column that no table has takes its place (subquery_builder.go extractSubQueries)
        SubqueryExpr WithoutNested(SubqueryExpr subquery)
        {
            depth++;
            SelectStatement select = Tree.Map(subquery.Select, Extracted);
            depth--;
            return subquery with { Select = select };
        }

        Expr Argument(PulloutVariant variant, SubqueryExpr whole)
        {
            SubqueryExpr subquery = Exprs.ContainsSubquery(whole.Select) ? WithoutNested(whole) : whole;
            SubQueryOp op = Make(variant, expr, subquery, outer, context.Names.ForSubquery(), top: true, null, isArgument: true);
            taken.Add(op);
            (found ??= []).Add(op);
            if (depth > 0)
                return new ColumnName(new Ident(op.Argument), TableName.None);
            if (variant != PulloutVariant.PulloutExists)
                return op.ArgumentExpr;
            op.HasValues = context.Names.ForHasValues();
            return new Argument(op.HasValues);
        }
    }

    private SubQueryOp Make(PulloutVariant variant, Expr original, SubqueryExpr subquery, TableSet outer, string name, bool top, Expr? outerPredicate, bool isArgument)
    {
        TableSet inside = Exprs.TablesOf(subquery.Select);
        var predicates = new List<Expr>();
        var variables = new List<JoinColumn>();
        var nested = new SubqueryExtraction(context);
        bool again = Selected is { } selected && selected.Subqueries.Contains(subquery);
        SelectStatement inner = Separate(subquery.Select, new Surroundings(inside, again ? Selected!.Value.Outer : outer), nested, predicates, variables);
        if (again)
            (predicates, variables) = ([], []);
        Op plan = nested.Around(OpBuilder.Query(context, inner));
        return new SubQueryOp(variant, plan, original, subquery, name)
        {
            Correlated = predicates,
            Variables = variables,
            OuterPredicate = outerPredicate,
            IsTopLevel = top,
            IsCorrelated = Exprs.Deps(subquery).Overlaps(outer),
            IsArgument = isArgument,
        };
    }

    private sealed record Surroundings(TableSet Inside, TableSet Outer)
    {
        public TableSet Total { get; } = Inside.Union(Outer);
    }

    private SelectStatement Separate(SelectStatement query, Surroundings tables, SubqueryExtraction nested, List<Expr> predicates, List<JoinColumn> variables)
    {
        switch (query)
        {
            case Union union:
                SelectStatement left = Separate(union.Left, tables, nested, predicates, variables);
                return union with { Left = left, Right = Separate(union.Right, tables, nested, predicates, variables) };
            case Select select:
                Expr? where = Clause(select.Where, tables, nested, predicates, variables);
                Expr? having = Clause(select.Having, tables, nested, predicates, variables);
                NodeList<TableExpr> from = WithOns(select.From, tables, nested, predicates, variables);
                return select with { Where = where, Having = having, From = from };
            default:
                throw new System.Diagnostics.UnreachableException("VALUES is refused when names are bound");
        }
    }

    private NodeList<TableExpr> WithOns(NodeList<TableExpr> from, Surroundings tables, SubqueryExtraction nested, List<Expr> predicates, List<JoinColumn> variables) =>
        new([.. from.Select(t => Tree.Map(t, node => node switch
        {
            DerivedTable => node,
            JoinTable join => WithOn(join, tables, nested, predicates, variables),
            _ => null,
        }))]);

    private JoinTable WithOn(JoinTable join, Surroundings tables, SubqueryExtraction nested, List<Expr> predicates, List<JoinColumn> variables)
    {
        NodeList<TableExpr> sides = WithOns(new NodeList<TableExpr>([join.Left, join.Right]), tables, nested, predicates, variables);
        return join with { Left = sides[0], Right = sides[1], On = Clause(join.On, tables, nested, predicates, variables) };
    }

    /// <summary>Predicates that need outer tables read them by argument from now on; nested subqueries are taken out.</summary>
    private Expr? Clause(Expr? clause, Surroundings tables, SubqueryExtraction nested, List<Expr> predicates, List<JoinColumn> variables)
    {
        var remaining = new List<Expr>();
        foreach (Expr predicate in Exprs.SplitAnd(clause))
        {
            if (nested.Take(predicate, tables.Total))
                continue;
            TableSet deps = Exprs.Deps(predicate);
            if (deps.IsSolvedBy(tables.Inside) || !deps.IsSolvedBy(tables.Total))
            {
                remaining.Add(predicate);
                continue;
            }
            predicates.Add(predicate);
            JoinColumn column = JoinColumn.Split(context, predicate, tables.Outer);
            variables.Add(column);
            remaining.Add(column.Right!);
        }
        return Exprs.And(remaining);
    }
}
