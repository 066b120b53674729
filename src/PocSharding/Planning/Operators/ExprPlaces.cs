using PocSharding.Sql.Ast;

namespace PocSharding.Planning.Operators;

/// <summary>Where expressions stand in a list that only grows: a short list is searched, the places in a long one are remembered.</summary>
internal struct ExprPlaces
{
    private const int Short = 16;

    private Dictionary<Expr, int>? places;
    private int known;

    /// <summary>The first place of the expression, -1 when it has none.</summary>
    public int Find<T>(List<T> list, Expr expr, Func<T, Expr> exprOf)
    {
        if (list.Count <= Short)
            return Search(list, expr, exprOf);
        places ??= [];
        for (; known < list.Count; known++)
            places.TryAdd(exprOf(list[known]), known);
        return places.TryGetValue(expr, out int place) ? place : -1;
    }

    private static int Search<T>(List<T> list, Expr expr, Func<T, Expr> exprOf)
    {
        for (int i = 0; i < list.Count; i++)
            if (exprOf(list[i]).Equals(expr))
                return i;
        return -1;
    }
}
