using PocSharding.Sql.Ast;
using static PocSharding.Sql.Keyword;

namespace PocSharding.Sql;

/// <summary>Which statement it is; transactions, USE, SET.</summary>
internal sealed partial class Parser
{
    private Statement Statement()
    {
        if (Is(TokenKind.LeftParen))
            return Query();
        switch (token.Keyword)
        {
            case SELECT or VALUES or TABLE: return Query();
            case WITH: return AfterWith();
            case INSERT or REPLACE: return Insert(null);
            case UPDATE: return Update(null);
            case DELETE: return Delete(null);
            case SET: return Set();
            case USE:
                Advance();
                return new UseStatement(token.Kind is TokenKind.End or TokenKind.Semicolon ? "" : DatabaseName());
            case BEGIN or START or COMMIT or ROLLBACK or SAVEPOINT or RELEASE: return Transaction();
            case CREATE: return Create();
            case ALTER: return Alter();
            case DROP: return Drop();
            case RENAME: return Rename();
            case TRUNCATE: return Truncate();
            default: return token.Kind == TokenKind.Word ? OtherStatement() : throw Fail("a statement");
        }
    }

    private Statement AfterWith()
    {
        Place start = Mark();
        WithClause with = With();
        switch (token.Keyword)
        {
            case UPDATE: return Update(with);
            case DELETE: return Delete(with);
            default:
                Reset(start);
                return Query();
        }
    }

    /// <summary>A keyspace with an optional target: <c>ks</c>, <c>ks@replica</c>, <c>`ks:-80@primary`</c>, <c>@replica</c>.</summary>
    private string DatabaseName()
    {
        string name = TryName(out string? plain) ? plain : "";
        if (token.Kind == TokenKind.UserVariable && (name.Length == 0 || token.Start == previousEnd))
        {
            name += System.Text.Encoding.UTF8.GetString(Bytes(token));
            Advance();
        }
        return name.Length > 0 ? name : throw Fail("a database");
    }

    // ---- transactions ----

    private TransactionStatement Transaction()
    {
        Keyword verb = token.Keyword;
        Advance();
        switch (verb)
        {
            case START: return StartTransaction();
            case BEGIN:
                Accept(WORK);
                return new TransactionStatement(TransactionVerb.Begin);
            case SAVEPOINT: return new TransactionStatement(TransactionVerb.Savepoint) { Detail = Name() };
            case RELEASE:
                Expect(SAVEPOINT);
                return new TransactionStatement(TransactionVerb.Release) { Detail = Name() };
        }
        Accept(WORK);
        if (verb == ROLLBACK && Accept(TO))
        {
            Accept(SAVEPOINT);
            return new TransactionStatement(TransactionVerb.RollbackTo) { Detail = Name() };
        }
        CompletionType();
        return new TransactionStatement(verb == COMMIT ? TransactionVerb.Commit : TransactionVerb.Rollback);
    }

    /// <summary>AND [NO] CHAIN, [NO] RELEASE: MySQL's only.</summary>
    private void CompletionType()
    {
        if (Is(AND) || Is(NO) || Is(RELEASE))
            Refuse("syntax error: AND CHAIN and RELEASE are not in Vitess's grammar");
        if (Accept(AND))
        {
            Accept(NO);
            Expect(CHAIN);
        }
        if (Accept(NO))
            Expect(RELEASE);
        else
            Accept(RELEASE);
    }

    private TransactionStatement StartTransaction()
    {
        Expect(TRANSACTION);
        string detail = "";
        if (Is(WITH) || Is(READ))
        {
            detail = TransactionMode();
            while (Accept(TokenKind.Comma))
                detail += ", " + TransactionMode();
        }
        return new TransactionStatement(TransactionVerb.Begin) { Start = true, Detail = detail };
    }

    private string TransactionMode()
    {
        if (Accept(WITH))
        {
            Expect(CONSISTENT);
            Expect(SNAPSHOT);
            return "with consistent snapshot";
        }
        Expect(READ);
        return Accept(WRITE) ? "read write" : Accept(ONLY) ? "read only" : throw Fail("WRITE or ONLY");
    }

    // ---- SET ----

    private Statement Set()
    {
        Advance();
        NodeList<string> comments = Comments();
        if (IsWord("statement"u8) && PeekToken().Kind == TokenKind.Word)
            return SetStatementFor();
        if (IsAccountSet())
            return RefusedRest("set", token.Start);
        if (IsTransactionSet(out VariableScope scope))
            return new SetStatement(TransactionVariables(scope)) { Comments = comments };
        int mark = nodes.Count;
        do
            nodes.Add(SetVariable());
        while (Accept(TokenKind.Comma));
        return new SetStatement(Take<SetVariable>(mark)) { Comments = comments };
    }

    /// <summary>MariaDB's <c>SET STATEMENT variable = value FOR statement</c>: read through to the statement.</summary>
    private Statement SetStatementFor()
    {
        Advance();
        do
            SetVariable();
        while (Accept(TokenKind.Comma));
        Expect(FOR);
        Refuse("syntax error: SET STATEMENT … FOR is MariaDB's and not in Vitess's grammar");
        Enter();
        Statement inner = Statement();
        Leave();
        return inner;
    }

    /// <summary>SET PASSWORD FOR, SET ROLE, SET DEFAULT ROLE, SET RESOURCE GROUP: of accounts, not of variables.</summary>
    private bool IsAccountSet() =>
        PeekToken().Kind is not (TokenKind.Equal or TokenKind.Assign) && (Is(PASSWORD) || Is(DEFAULT) || IsWord("role"u8) || IsWord("resource"u8));

    private bool IsTransactionSet(out VariableScope scope)
    {
        scope = VariableScope.None;
        if (Accept(TRANSACTION))
            return true;
        if (token.Keyword is not (GLOBAL or SESSION or LOCAL) || !NextIs(TRANSACTION))
            return false;
        scope = Is(GLOBAL) ? VariableScope.Global : VariableScope.Session;
        Advance();
        Advance();
        return true;
    }

    private NodeList<SetVariable> TransactionVariables(VariableScope scope)
    {
        int mark = nodes.Count;
        do
        {
            bool isolation = Accept(ISOLATION);
            if (isolation)
                Expect(LEVEL);
            string value = isolation ? IsolationLevel() : TransactionMode() == "read only" ? "on" : "off";
            var variable = new VariableExpr(scope, new Ident(isolation ? "transaction_isolation" : "transaction_read_only"));
            nodes.Add(new SetVariable(variable, Literal.String(value)));
        }
        while (Accept(TokenKind.Comma));
        return Take<SetVariable>(mark);
    }

    private string IsolationLevel()
    {
        if (Accept(REPEATABLE))
        {
            Expect(READ);
            return "repeatable-read";
        }
        if (Accept(SERIALIZABLE))
            return "serializable";
        Expect(READ);
        return Accept(COMMITTED) ? "read-committed" : Accept(UNCOMMITTED) ? "read-uncommitted" : throw Fail("COMMITTED or UNCOMMITTED");
    }

    private SetVariable SetVariable()
    {
        if (Is(NAMES) || Is(CHARSET) || (Is(CHARACTER) && NextIs(SET)))
            return SetNames();
        VariableExpr variable = SetTarget();
        if (!Accept(TokenKind.Equal))
            Expect(TokenKind.Assign);
        return new SetVariable(variable, SetValue());
    }

    private VariableExpr SetTarget()
    {
        if (token.Kind is TokenKind.UserVariable or TokenKind.SystemVariable)
            return Variable();
        if (token.Keyword is GLOBAL or SESSION or LOCAL or PERSIST or PERSIST_ONLY or VITESS_METADATA && PeekToken().Kind is TokenKind.Word or TokenKind.QuotedIdent)
        {
            VariableScope scope = VariableScopes.Of(AnyWord());
            return VariableScopes.Make(scope, AnyWord());
        }
        string name = Name("a variable");
        while (Accept(TokenKind.Dot))
            name = $"{name}.{NameAfterDot()}";
        return new VariableExpr(VariableScope.Bare, new Ident(name));
    }

    private Expr SetValue()
    {
        switch (token.Keyword)
        {
            case ON or OFF or ALL or BINARY or ROW when PeekToken().Kind is TokenKind.End or TokenKind.Comma or TokenKind.Semicolon || Is(ON):
                return Literal.String(AnyWord().ToLowerInvariant());
            default: return Expression();
        }
    }

    private SetVariable SetNames()
    {
        string word = Is(CHARACTER) ? "charset" : names.Get(Bytes(token), quoted: false);
        Advance();
        if (word == "charset")
            Accept(SET);
        Expr value = Accept(DEFAULT) ? new DefaultExpr(Ident.None) : Literal.String(CharacterSetName());
        if (Accept(COLLATE))
            CharacterSetName();
        return new SetVariable(new VariableExpr(VariableScope.Bare, new Ident(word)), value);
    }
}
