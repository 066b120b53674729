using PocSharding.Design.Candidates;
using PocSharding.Design.Load;
using PocSharding.Design.Plans;

namespace PocSharding.Design.Rules;

/// <summary>Designs to compare with, and to start the search from.</summary>
internal sealed class BaselineDesigns(LoadModel load, RoleSpace space)
{
    public int[] Unsharded => [.. Enumerable.Range(0, space.Roles.Length).Select(space.Unsharded)];

    /// <summary>Every table by the first column of its primary key, else of its first unique key, else of its first key.</summary>
    public int[] PrimaryKey => [.. Enumerable.Range(0, space.Roles.Length).Select(ByPrimaryKey)];

    /// <summary>Every table by the column that WHERE compares most.</summary>
    public int[] PopularColumn => [.. Enumerable.Range(0, space.Roles.Length).Select(ByPopularColumn)];

    /// <summary>Starts in which all tables that can be sharded by one family of columns are.</summary>
    public IEnumerable<int[]> Families(KeyFamilies families, int most)
    {
        int[] popular = PopularColumn;
        return families.All.Take(most).Select(family => With(popular, family));
    }

    private int[] With(int[] start, IEnumerable<(int Table, string Column)> family)
    {
        int[] choices = [.. start];
        foreach (IGrouping<int, (int Table, string Column)> table in family.GroupBy(c => c.Table))
            foreach ((int t, string column) in table.OrderBy(c => load.Index[c.Table].Columns.Select((x, i) => (x.Name, i)).First(x => x.Name.Equals(c.Column, StringComparison.OrdinalIgnoreCase)).i).Reverse())
                if (space.By(t, column) is int choice and >= 0)
                    choices[t] = choice;
        return choices;
    }

    private int ByPrimaryKey(int table)
    {
        foreach (KeySchema key in load.Index[table].Keys.OrderBy(k => k.Primary ? 0 : k.Unique ? 1 : 2))
            foreach (string column in key.Columns)
                if (space.By(table, column) is int choice and >= 0)
                    return choice;
        return space.Candidates[table].Count > 0 ? space.By(table, space.Candidates[table][0].Column.Name) : space.Unsharded(table);
    }

    private int ByPopularColumn(int table)
    {
        Candidate? most = space.Candidates[table].Where(c => c.Compared > 0).MaxBy(c => c.Compared);
        return most is null ? ByPrimaryKey(table) : space.By(table, most.Column.Name);
    }
}
