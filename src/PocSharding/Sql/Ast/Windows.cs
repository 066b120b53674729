namespace PocSharding.Sql.Ast;

internal sealed record OverClause(Ident WindowName, WindowSpecification? Specification) : Node
{
    internal override Node MapChildren(Mapper mapper)
    {
        var specification = mapper.Optional(Specification);
        return ReferenceEquals(specification, Specification) ? this : this with { Specification = specification };
    }
}

internal sealed record WindowSpecification(Ident Name, NodeList<Expr> PartitionBy, NodeList<OrderItem> OrderBy, WindowFrame? Frame) : Node
{
    internal override Node MapChildren(Mapper mapper)
    {
        var partitionBy = mapper.List(PartitionBy);
        var orderBy = mapper.List(OrderBy);
        var frame = mapper.Optional(Frame);
        bool same = ReferenceEquals(partitionBy, PartitionBy)
            && ReferenceEquals(orderBy, OrderBy)
            && ReferenceEquals(frame, Frame);
        return same ? this : this with
        {
            PartitionBy = partitionBy,
            OrderBy = orderBy,
            Frame = frame,
        };
    }
}

internal sealed record NamedWindow(Ident Name, WindowSpecification Specification) : Node
{
    internal override Node MapChildren(Mapper mapper)
    {
        var specification = mapper.Map(Specification);
        return ReferenceEquals(specification, Specification) ? this : this with { Specification = specification };
    }
}

internal enum FramePointKind { CurrentRow, UnboundedPreceding, UnboundedFollowing, Preceding, Following }

/// <summary>A frame bound; <c>INTERVAL n unit PRECEDING</c> has a unit.</summary>
internal sealed record FramePoint(FramePointKind Kind, Expr? Offset, string? IntervalUnit = null) : Node
{
    internal override Node MapChildren(Mapper mapper)
    {
        var offset = mapper.Optional(Offset);
        return ReferenceEquals(offset, Offset) ? this : this with { Offset = offset };
    }
}

internal sealed record WindowFrame(bool Range, FramePoint Start, FramePoint? End) : Node
{
    internal override Node MapChildren(Mapper mapper)
    {
        var start = mapper.Map(Start);
        var end = mapper.Optional(End);
        return ReferenceEquals(start, Start) && ReferenceEquals(end, End) ? this : this with { Start = start, End = end };
    }
}
