using System.Text;
using CsCheck;
using PocSharding.Sql;
using PocSharding.Sql.Ast;

namespace PocSharding.Tests.Sql;

/// <summary>Random trees: what is printed parses to the same tree. Shapes that Vitess itself prints ambiguously (a comparison under LIKE or BETWEEN, COLLATE of a negative number) are not made.</summary>
public class PrinterPropertyTests
{
    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static readonly Gen<string> NameText = OneOf("a", "B", "key", "order", "select", "x y", "q`w", "größe", "_c", "t1", "2nd", "count");

    private static readonly Gen<Expr> Column = Gen.Select(NameText, OneOf("", "t", "from"), (name, table) =>
        (Expr)new ColumnName(new Ident(name), table.Length == 0 ? TableName.None : new TableName("", table)));

    private static readonly Gen<Expr> Leaf = Gen.OneOf(
        Column, Column,
        Gen.Int[0, 99].Select(n => (Expr)Literal.Integer(n)),
        Gen.Int[-99, -1].Select(n => (Expr)Literal.Integer(n)),
        Gen.Char[" '\"\\%_\n\0aü;`/*-#"].Array[0, 6].Select(chars => (Expr)Literal.String(new string(chars).Replace("\\%", "%", StringComparison.Ordinal).Replace("\\_", "_", StringComparison.Ordinal))),
        OneOf<Expr>(NullLiteral.Instance, new BoolLiteral(true), new Argument("v1"), new Literal(LiteralKind.Decimal, "1.50"u8.ToArray()), new Literal(LiteralKind.Float, "1e3"u8.ToArray()),
            new Literal(LiteralKind.HexString, "1f"u8.ToArray()), new Literal(LiteralKind.Date, "2020-01-01"u8.ToArray()), new VariableExpr(VariableScope.User, new Ident("sum")),
            new AggregateExpr(AggregateKind.CountStar, false, NodeList<Expr>.Empty), new CurrentTimeExpr(new Ident("now"), null)));

    private static Gen<Expr> Arithmetic(int depth) => depth == 0 ? Leaf : Gen.OneOf(
        Leaf,
        Gen.Select(Gen.Enum<BinaryOp>(), Arithmetic(depth - 1), Arithmetic(depth - 1), (op, a, b) => (Expr)new BinaryExpr(op, a, b)),
        Gen.Select(OneOf(UnaryOp.Minus, UnaryOp.Tilde, UnaryOp.Bang), Arithmetic(depth - 1), (op, a) => op == UnaryOp.Minus && a is Literal ? a : (Expr)new UnaryExpr(op, a)),
        Arithmetic(depth - 1).Select(a => a is Literal { Bytes.Span: [(byte)'-', ..] } ? a : (Expr)new CollateExpr(a, "utf8mb4_bin")),
        Bool(depth - 1).Array[0, 3].Select(args => (Expr)new FunctionExpr("", new Ident("concat"), new NodeList<Expr>(args))),
        Bool(depth - 1).Array[2, 3].Select(items => (Expr)new TupleExpr(new NodeList<Expr>(items))),
        Gen.Select(Bool(depth - 1), Bool(depth - 1), (a, b) => (Expr)new CaseExpr(null, new NodeList<WhenClause>([new WhenClause(a, b)]), a)),
        Gen.Select(Arithmetic(depth - 1), Arithmetic(depth - 1), (a, b) => (Expr)new IntervalDateExpr(IntervalForm.DateAdd, a, b, "day")),
        Query(depth - 1).Select(q => (Expr)new SubqueryExpr(q)));

    private static Gen<Expr> Predicate(int depth) => depth == 0 ? Leaf : Gen.OneOf(
        Arithmetic(depth),
        Gen.Select(OneOf(ComparisonOp.Like, ComparisonOp.NotLike, ComparisonOp.Regexp), Arithmetic(depth - 1), Arithmetic(depth - 1), (op, a, b) => (Expr)new ComparisonExpr(op, a, b)),
        Gen.Select(OneOf(ComparisonOp.In, ComparisonOp.NotIn), Arithmetic(depth - 1), Bool(depth - 1).Array[1, 3], (op, a, items) => (Expr)new ComparisonExpr(op, a, items is [SubqueryExpr one] ? one : new TupleExpr(new NodeList<Expr>(items)))),
        Gen.Select(Gen.Bool, Arithmetic(depth - 1), Arithmetic(depth - 1), Arithmetic(depth - 1), (not, a, b, c) => (Expr)new BetweenExpr(not, a, b, c)));

    private static Gen<Expr> Comparison(int depth) => depth == 0 ? Leaf : Gen.OneOf(
        Predicate(depth),
        Gen.Select(Gen.Enum<ComparisonOp>().Where(o => o < ComparisonOp.In), Comparison(depth - 1), Predicate(depth - 1), (op, a, b) => (Expr)new ComparisonExpr(op, a, b)),
        Gen.Select(Gen.Enum<IsTest>(), Comparison(depth - 1), (test, a) => (Expr)new IsExpr(a, test)));

    private static Gen<Expr> Bool(int depth) => depth == 0 ? Leaf : Gen.OneOf(
        Comparison(depth),
        Gen.Select(Bool(depth - 1), Bool(depth - 1), (a, b) => (Expr)new AndExpr(a, b)),
        Gen.Select(Bool(depth - 1), Bool(depth - 1), (a, b) => (Expr)new OrExpr(a, b)),
        Gen.Select(Bool(depth - 1), Bool(depth - 1), (a, b) => (Expr)new XorExpr(a, b)),
        Bool(depth - 1).Select(a => (Expr)new NotExpr(a)));

    private static readonly Gen<TableExpr> Table = Gen.Select(NameText, OneOf("", "x", "left"), (name, alias) => (TableExpr)new AliasedTable(new TableRef(new TableName("", name)), alias));

    private static readonly Gen<TableExpr> Tables = Gen.OneOf(
        Table,
        Gen.Select(Gen.Enum<JoinKind>(), Table, Table, Leaf, (kind, a, b, on) => (TableExpr)new JoinTable(kind, a, b, kind is JoinKind.Natural or JoinKind.NaturalLeft or JoinKind.NaturalRight ? null : on)),
        Table.Array[1, 2].Select(list => (TableExpr)new ParenthesizedTables(new NodeList<TableExpr>(list))));

    private static Gen<SelectStatement> Query(int depth) =>
        from item in Bool(Math.Max(0, depth - 1))
        from alias in OneOf("", "z", "values")
        from tables in Tables.Array[0, 2]
        from condition in Bool(Math.Max(0, depth - 1))
        from order in Arithmetic(0).Array[0, 2]
        from distinct in Gen.Bool
        from limit in Gen.Bool
        select (SelectStatement)new Select(new NodeList<SelectItem>([new ExprItem(item, new Ident(alias))]))
        {
            Distinct = distinct,
            From = new NodeList<TableExpr>(tables),
            Where = condition,
            OrderBy = new NodeList<OrderItem>([.. order.Where(o => o is ColumnName).Select(o => new OrderItem(o, distinct))]),
            Limit = limit ? new Limit(null, Literal.Integer(3)) : null,
        };

    [Test]
    public void WhatIsPrintedParsesToTheSameTree() => Query(3).Sample(
        query =>
        {
            ParseResult result = SqlParser.Parse(SqlPrinter.Print(query));
            return result.Error is null && result.Statement!.Equals(query);
        },
        iter: 3000, threads: 1, print: query => SqlPrinter.Print(query) + "\n" + SqlParser.Parse(SqlPrinter.Print(query)).Error);

    [Test]
    public void RewritingNothingKeepsTheTreeItself() => Query(2).Sample(
        query => ReferenceEquals(query, Tree.Rewrite(query, n => n)), iter: 500, threads: 1);

    [Test]
    public void RewritingColumnsLeavesTheOriginalAlone() => Query(2).Sample(
        query =>
        {
            string before = SqlPrinter.Print(query);
            SelectStatement changed = Tree.Rewrite(query, n => n is ColumnName ? new ColumnName("rewritten") : n);
            return SqlPrinter.Print(query) == before && (!Tree.Contains<ColumnName>(query) || !ReferenceEquals(changed, query));
        },
        iter: 500, threads: 1);

    [Test]
    public void DigestIsTheSameWhateverTheCommentsAndBlanks() => Query(2).Sample(
        query =>
        {
            string text = SqlPrinter.Print(query);
            var digester = new Digester();
            digester.Digest(Encoding.UTF8.GetBytes(text));
            string digest = Encoding.UTF8.GetString(digester.Text);
            digester.Digest(Encoding.UTF8.GetBytes($" /* c */ {text}\n-- end"));
            return digest == Encoding.UTF8.GetString(digester.Text);
        },
        iter: 500, threads: 1);
}
