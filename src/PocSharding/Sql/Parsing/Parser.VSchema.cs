using System.Text;
using PocSharding.Sql.Ast;
using static PocSharding.Sql.Keyword;

namespace PocSharding.Sql;

/// <summary>ALTER VSCHEMA. Vitess: sql.y, alter_statement.</summary>
internal sealed partial class Parser
{
    /// <summary>What follows ALTER VSCHEMA.</summary>
    private AlterVSchema AlterVschema()
    {
        Keyword verb = token.Keyword, what = PeekToken().Keyword;
        if (verb == ON)
            return AlterVschemaTable();
        VSchemaVerb known = (verb, what) switch
        {
            (CREATE, VINDEX) => VSchemaVerb.CreateVindex,
            (DROP, VINDEX) => VSchemaVerb.DropVindex,
            (ADD, TABLE) => VSchemaVerb.AddTable,
            (DROP, TABLE) => VSchemaVerb.DropTable,
            (ADD, SEQUENCE) => VSchemaVerb.AddSequence,
            (DROP, SEQUENCE) => VSchemaVerb.DropSequence,
            _ => throw Fail("CREATE VINDEX, DROP VINDEX, ADD or DROP TABLE or SEQUENCE, or ON"),
        };
        Advance();
        Advance();
        var statement = new AlterVSchema(known, TableName());
        return known == VSchemaVerb.CreateVindex ? VindexDefinition(statement) : statement;
    }

    private AlterVSchema AlterVschemaTable()
    {
        Advance();
        TableName table = TableName();
        if (Accept(ADD, VINDEX))
            return VindexDefinition(new AlterVSchema(VSchemaVerb.AddColumnVindex, table) { Vindex = Identifier("a vindex"), Columns = VindexColumns() });
        if (Accept(DROP, VINDEX))
            return new AlterVSchema(VSchemaVerb.DropColumnVindex, table) { Vindex = Identifier("a vindex") };
        if (Accept(DROP, AUTO_INCREMENT))
            return new AlterVSchema(VSchemaVerb.DropAutoIncrement, table);
        if (!Accept(ADD, AUTO_INCREMENT))
            throw Fail("ADD or DROP VINDEX or AUTO_INCREMENT");
        var column = new NodeList<Ident>([Identifier("a column")]);
        Expect(USING);
        return new AlterVSchema(VSchemaVerb.AddAutoIncrement, table) { Columns = column, Sequence = TableName() };
    }

    private NodeList<Ident> VindexColumns()
    {
        int mark = idents.Count;
        Expect(TokenKind.LeftParen);
        do
            idents.Add(Identifier("a column"));
        while (Accept(TokenKind.Comma));
        Expect(TokenKind.RightParen);
        return TakeIdents(mark);
    }

    private AlterVSchema VindexDefinition(AlterVSchema statement)
    {
        Ident type = Accept(USING) ? Identifier("a vindex type") : Ident.None;
        int mark = nodes.Count;
        if (Accept(WITH))
        {
            do
                nodes.Add(VindexParam());
            while (Accept(TokenKind.Comma));
        }
        return statement with { Type = type, Params = Take<VindexParam>(mark) };
    }

    private VindexParam VindexParam()
    {
        string name = NameAfterDot();
        Expect(TokenKind.Equal);
        return new VindexParam(name, VindexParamValue());
    }

    /// <summary>A word, a name with a dot, a number, or a string (which keeps its quotes).</summary>
    private string VindexParamValue()
    {
        if (token.Kind is TokenKind.Word or TokenKind.QuotedIdent)
        {
            string word = AnyWord();
            return Accept(TokenKind.Dot) ? $"{SqlPrinter.Quote(word)}.{SqlPrinter.Quote(NameAfterDot())}" : word;
        }
        string value = token.Kind switch
        {
            TokenKind.String => SqlPrinter.Print(new Literal(LiteralKind.String, StringDecoder.Decode(memory[token.Start..token.End]))),
            TokenKind.Integer or TokenKind.Decimal => Encoding.UTF8.GetString(Bytes(token)),
            _ => throw Fail("a value"),
        };
        Advance();
        return value;
    }
}
