using System.Text;
using LoyaltyPortal.Data.Keys;
using Xunit;

namespace LoyaltyPortal.Data.Tests.Staff;

public sealed class TimeCodesTests
{
    /// <summary>The key of RFC 6238, appendix B, as an app would be given it.</summary>
    private static readonly string Key = TimeCodes.Write(Encoding.ASCII.GetBytes("12345678901234567890"));

    [Fact]
    public void Keys_are_written_as_apps_read_them() => Assert.Equal("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", Key);

    // The table of the RFC has eight digits; six of them are the last six.
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void Codes_are_those_of_the_standard(long seconds, string code) =>
        Assert.Equal(code, TimeCodes.Code(Key, TimeCodes.StepAt(DateTimeOffset.FromUnixTimeSeconds(seconds))));

    [Theory]
    [InlineData(-2, false)]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void A_code_is_good_in_its_step_and_the_two_beside_it(int off, bool isGood)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(2000000000);
        var step = TimeCodes.StepAt(now) + off;

        Assert.Equal(isGood ? step : null, TimeCodes.StepOf(Key, TimeCodes.Code(Key, step), now));
    }

    [Theory]
    [InlineData("")]
    [InlineData("27903")]
    [InlineData("2790377")]
    [InlineData("٢٧٩٠٣٧")]
    public void What_is_no_code_is_none(string typed) =>
        Assert.Null(TimeCodes.StepOf(Key, typed, DateTimeOffset.FromUnixTimeSeconds(2000000000)));

    [Fact]
    public void New_keys_differ_and_can_be_used()
    {
        var keys = Enumerable.Range(0, 20).Select(_ => TimeCodes.NewKey()).ToList();

        Assert.Equal(20, keys.Distinct().Count());
        Assert.All(keys, key => Assert.Equal(32, key.Length));
        Assert.All(keys, key => Assert.Equal(6, TimeCodes.Code(key, 1).Length));
    }
}
