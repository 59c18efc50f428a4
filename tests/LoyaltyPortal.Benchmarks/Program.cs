using LoyaltyPortal.Benchmarks;
using LoyaltyPortal.Benchmarks.Figures;

const string Usage = """
    usage: dotnet run -c Release --project tests/LoyaltyPortal.Benchmarks -- FIGURE [options]

    FIGURE     1  posting a purchase through the API / the same rows by plain SQL
               3  idempotent replay / first posting
               4  balance and cabinet with 1,000,000 entries / with 1,000; page 1,000 of the history / page 1 (figure 5)
               6  cabinet home / an empty page
               figures  what the operator's page of figures reads with 1,000,000 entries / with 1,000
               phones  asking for a code: a member's phone / nobody's, time
               9  import of purchases / bulk load of the same rows, and its memory
    --postgres=CONNECTION   a database server to use; without it a private one is started and stopped again
    --portal=FOLDER         a published portal; without it the portal is published to a temporary folder first
    --rounds=N --clients=N --count=N     sizes; each figure has its own
    --statements=yes                     figure 1 only: what the database did, statement by statement
    """;

if (args is not [var figure, .. var rest] || Options.Read(rest) is not { } options)
{
    await Console.Error.WriteLineAsync(Usage);
    return 2;
}
switch (figure)
{
    case "1":
        return await PostingAgainstSql.RunAsync(options);
    case "3":
        return await ReplayAgainstPosting.RunAsync(options);
    case "4":
        return await LongAgainstShortHistory.RunAsync(options);
    case "6":
        return await CabinetAgainstEmptyPage.RunAsync(options);
    case "figures":
        return await OperatorsFigures.RunAsync(options);
    case "phones":
        return await KnownAgainstUnknownPhone.RunAsync(options);
    case "9":
        return await ImportAgainstBulkLoad.RunAsync(options);
    default:
        await Console.Error.WriteLineAsync(Usage);
        return 2;
}
