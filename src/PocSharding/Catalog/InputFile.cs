using System.IO.Compression;

namespace PocSharding.Catalog;

/// <summary>Opens input: a file, plain, gzip or zstd (told by its first bytes, not by its name), or <c>-</c> for standard input.</summary>
internal sealed class InputFile : IDisposable
{
    private readonly Stream raw;
    private readonly long length;

    private InputFile(Stream raw, long length, string name)
    {
        this.raw = raw;
        this.length = length;
        Name = name;
        Content = Unpack(raw);
    }

    /// <summary>What messages call it: the path as given, or <c>(standard input)</c>.</summary>
    public string Name { get; }

    public Stream Content { get; }

    /// <summary>Share of the file that has been read, 0 to 1; null for standard input.</summary>
    public double? Done => length > 0 && raw is PeekedStream { Inner: FileStream file } ? (double)file.Position / length : null;

    public static InputFile Open(string path, string expected)
    {
        if (path == "-")
            return new InputFile(new PeekedStream(Console.OpenStandardInput()), 0, "(standard input)");
        try
        {
            var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1, FileOptions.SequentialScan);
            return new InputFile(new PeekedStream(file), file.CanSeek ? file.Length : 0, path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PocShardingException(FailureKind.Unusable, $"cannot be read ({e.Message}); expected {expected}", path);
        }
    }

    public void Dispose()
    {
        Content.Dispose();
        raw.Dispose();
    }

    private static Stream Unpack(Stream raw) => ((PeekedStream)raw).Head switch
    {
        [0x1f, 0x8b, ..] => new GZipStream(raw, CompressionMode.Decompress),
        [0x28, 0xb5, 0x2f, 0xfd] => new ZstdSharp.DecompressionStream(raw),
        _ => raw,
    };

    /// <summary>A stream whose first bytes have been looked at; standard input cannot seek back.</summary>
    private sealed class PeekedStream : Stream
    {
        private readonly byte[] head;
        private int given;

        public PeekedStream(Stream inner)
        {
            Inner = inner;
            head = new byte[4];
            head = head[..inner.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        }

        public Stream Inner { get; }

        public ReadOnlySpan<byte> Head => head;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            if (given == head.Length)
                return Inner.Read(buffer);
            int n = Math.Min(buffer.Length, head.Length - given);
            head.AsSpan(given, n).CopyTo(buffer);
            given += n;
            return n;
        }

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                Inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
