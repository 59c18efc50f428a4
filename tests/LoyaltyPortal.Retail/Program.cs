using System.IO.Compression;
using LoyaltyPortal.Retail;

const string Usage = """
    usage: LoyaltyPortal.Retail FILE.csv[.gz] [--out=FILE.ndjson] [--programme=NAME] [--shift-weeks-to-end-yesterday]

    Tells the invoices of the data set Online Retail as an import of the portal, to standard output unless --out is
    given. NAME is a preset, stomatorg unless said otherwise; delimano gets its points per product.
    """;

string? file = null;
string? output = null;
var programme = "stomatorg";
var shifted = false;
foreach (var argument in args)
{
    switch (argument.Split('=', 2))
    {
        case ["--out", var path]:
            output = path;
            break;
        case ["--programme", var name] when ConversionOptions.Programmes.Contains(name):
            programme = name;
            break;
        case ["--shift-weeks-to-end-yesterday"]:
            shifted = true;
            break;
        case [var path] when file is null && !path.StartsWith('-'):
            file = path;
            break;
        default:
            await Console.Error.WriteLineAsync($"Not understood: {argument}\n{Usage}");
            return 2;
    }
}
if (file is null)
{
    await Console.Error.WriteLineAsync(Usage);
    return 2;
}

var now = TimeProvider.System.GetUtcNow();
var shift = 0;
if (shifted)
{
    using var dates = Open(file);
    shift = Conversion.ShiftToEndYesterday(dates, now);
}
var conversion = new Conversion(new(programme, shift, now));
using var csv = Open(file);
await using (var import = output is null ? Console.OpenStandardOutput() : File.Create(output))
await using (var writer = new StreamWriter(import) { NewLine = "\n" })
{
    foreach (var line in conversion.Lines(csv))
    {
        await writer.WriteLineAsync(line);
    }
}
await Console.Error.WriteLineAsync(conversion.Counts.ToString());
return 0;

static StreamReader Open(string path)
{
    Stream stream = File.OpenRead(path);
    return new(
        path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(stream, CompressionMode.Decompress) : stream
    );
}
