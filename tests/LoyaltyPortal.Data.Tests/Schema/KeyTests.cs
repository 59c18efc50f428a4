using System.Data.SqlTypes;
using System.Xml.Linq;
using LoyaltyPortal.Data.Keys;
using LoyaltyPortal.Data.Tests.Support;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LoyaltyPortal.Data.Tests.Schema;

/// <summary>Keys of rows grow in the order of the database; keys of cookies are kept in it.</summary>
public abstract class KeyTests(TestDatabase database) : PortalTest(database)
{
    [Fact]
    public async Task Keys_that_protect_cookies_are_read_by_another_node_as_they_were_stored()
    {
        var first = XElement.Parse("""<key id="1"><value>Ключ &amp; &lt;замок&gt;</value></key>""");
        var second = XElement.Parse("""<revocation version="1" />""");
        Portal.Get<IXmlRepository>().StoreElement(first, "key-1");
        Portal.Get<IXmlRepository>().StoreElement(second, "revocation-1");

        await using var otherNode = new Portal(Database, Clock);
        var read = otherNode.Get<IXmlRepository>().GetAllElements();

        Assert.Equal(2, read.Count);
        Assert.Contains(read, element => XNode.DeepEquals(first, element));
        Assert.Contains(read, element => XNode.DeepEquals(second, element));
    }
}

public sealed class KeysOnSqlite(SqliteDatabase database) : KeyTests(database), IClassFixture<SqliteDatabase>;

public sealed class KeysOnPostgreSql(PostgreSqlDatabase database)
    : KeyTests(database),
        IClassFixture<PostgreSqlDatabase>;

/// <summary>Keys where no server is needed to know the order.</summary>
public class KeyOrderTests
{
    public static TheoryData<DatabaseProvider> Databases => [.. Enum.GetValues<DatabaseProvider>()];

    [Fact]
    public void On_sql_server_new_keys_ascend_by_its_own_order_of_bytes()
    {
        var keys = new SequentialKeys(DatabaseProvider.SqlServer);

        var made = Enumerable.Range(0, 1_000).Select(_ => new SqlGuid(keys.New())).ToList();

        Assert.Equal(made.Order(), made);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Keys_made_at_once_all_differ(DatabaseProvider provider)
    {
        var keys = new SequentialKeys(provider);

        var made = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(_ =>
                    Task.Run(
                        () => Enumerable.Range(0, 1_000).Select(_ => keys.New()).ToList(),
                        TestContext.Current.CancellationToken
                    )
                )
        );

        Assert.Equal(8_000, made.SelectMany(each => each).Distinct().Count());
        Assert.All(made, each => Assert.Equal(each.Count, each.Distinct().Count()));
    }
}
