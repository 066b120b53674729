using System.Text;
using PocSharding.Vitess;

namespace PocSharding;

/// <summary>A VSchema: how the tables of each keyspace are sharded, as Vitess reads it.</summary>
public sealed partial class VSchema
{
    private VSchemaModel? _model;

    internal VSchema(VSchemaDocument document) => Document = document;

    /// <summary>Names of the keyspaces, in order.</summary>
    public IReadOnlyList<string> Keyspaces => [.. Document.Keyspaces.Keys];

    internal VSchemaDocument Document { get; }

    internal VSchemaModel Model => _model ??= VSchemaBuilder.Build(Document);

    /// <summary>
    /// Reads a file, <c>{"keyspaces": …}</c>, a map of keyspaces or one keyspace named after the file, or a folder of <c>KEYSPACE.json</c> files.
    /// </summary>
    /// <exception cref="PocShardingException">There is no such file, or it is no VSchema; the place has line and column.</exception>
    public static VSchema Load(string path)
    {
        if (!Directory.Exists(path))
            return new VSchema(VSchemaFiles.Read(path));
        string[] files = [.. Directory.GetFiles(path, "*.json").Order(StringComparer.Ordinal)];
        if (files.Length == 0)
            throw new PocShardingException(FailureKind.Unusable, "no KEYSPACE.json file in this folder", path);
        return new VSchema(VSchemaFiles.Join(files));
    }

    /// <summary>Reads text of any of the forms that <see cref="Load"/> takes; a single keyspace is called <c>main</c>.</summary>
    /// <exception cref="PocShardingException">The text is no VSchema; the place has line and column.</exception>
    public static VSchema Parse(string json) => new(VSchemaFiles.Read(Encoding.UTF8.GetBytes(json), "main", "VSchema"));

    /// <summary>
    /// Writes one <c>KEYSPACE.json</c> for each keyspace into a folder, in the form that <c>vtctldclient ApplyVSchema --vschema-file</c> takes,
    /// and routing rules, where there are any, into <c>vschema_rules.json</c>.
    /// </summary>
    /// <exception cref="PocShardingException">A keyspace's name can be no file's name.</exception>
    public void Save(string folder) => VSchemaFiles.Write(Document, folder);

    /// <summary>The whole VSchema as JSON, snake_case: <c>{"keyspaces": …}</c>.</summary>
    public string ToJson() => Encoding.UTF8.GetString(Document.ToJson());
}
