using LoyaltyPortal.Data.Privacy;
using LoyaltyPortal.Data.Tests.Support;
using Microsoft.EntityFrameworkCore.Metadata;
using Xunit;

namespace LoyaltyPortal.Data.Tests.Privacy;

/// <summary>Nothing is kept without a word on what members get of it and what becomes of it.</summary>
public sealed class DataMapTests(SqliteDatabase database) : PortalTest(database), IClassFixture<SqliteDatabase>
{
    [Fact]
    public void Every_table_has_a_rule()
    {
        using var db = Portal.Databases.Create();

        Assert.Empty(
            db.Model.GetEntityTypes().Select(type => type.ClrType).Except(DataMap.Tables.Select(table => table.Entity))
        );
        Assert.Empty(
            DataMap.Tables.Select(table => table.Entity).Except(db.Model.GetEntityTypes().Select(type => type.ClrType))
        );
    }

    [Fact]
    public void Every_column_has_one_rule()
    {
        using var db = Portal.Databases.Create();
        foreach (var type in db.Model.GetEntityTypes())
        {
            var rule = RuleOf(type);
            var ruled = rule.Shown.Concat(rule.Hidden.SelectMany(hidden => hidden.Properties)).ToList();
            var owned = type.GetNavigations().Where(each => each.TargetEntityType.IsOwned()).Select(each => each.Name);
            var columns = type.GetProperties().Where(each => !IsPlaceInList(each)).Select(each => each.Name);

            Assert.Equal(columns.Concat(owned).Order(StringComparer.Ordinal), ruled.Order(StringComparer.Ordinal));
            Assert.All(rule.Blanked, name => Assert.Contains(name, ruled));
            Assert.Equal(rule.Fate == Fate.Blanked, rule.Blanked.Count > 0);
            Assert.Equal(rule.Section is not null || type.IsOwned(), rule.Shown.Count > 0);
            Assert.False(string.IsNullOrWhiteSpace(rule.Why));
            Assert.All(rule.Hidden, hidden => Assert.False(string.IsNullOrWhiteSpace(hidden.Why)));
        }
    }

    private static TableRule RuleOf(IEntityType type) => DataMap.Tables.Single(rule => rule.Entity == type.ClrType);

    /// <summary>What EF itself adds to the parts of a document.</summary>
    private static bool IsPlaceInList(IProperty property) => property.Name.StartsWith("__", StringComparison.Ordinal);
}
