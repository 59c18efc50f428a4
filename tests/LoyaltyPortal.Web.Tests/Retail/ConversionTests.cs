using System.Text.Json;
using LoyaltyPortal.Retail;
using Xunit;

namespace LoyaltyPortal.Web.Tests.Retail;

public class ConversionTests
{
    private const string Heading = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID\n";

    private static readonly ConversionOptions Stomatorg = new("stomatorg", 0, Moscow("2026-01-01T00:00:00+03:00"));

    [Fact]
    public void An_invoice_becomes_a_member_and_a_purchase_paid_at_once_and_received_three_days_later()
    {
        var lines = Convert("536365,85123A, WHITE HEART ,6,2010-12-01 08:26:00,2.55,17850");

        Assert.Equal(2, lines.Count);
        Assert.Equal(
            """{"kind":"member","phone":"+79000017850","channel":"web","consent":{"personalData":true}}""",
            lines[0]
        );
        Assert.Equal(
            """
            {"kind":"purchase","orderId":"536365","member":{"phone":"+79000017850"},
            "channel":"web","paymentMethod":"online","placedAt":"2010-12-01T08:26:00+03:00",
            "paidAt":"2010-12-01T08:26:00+03:00","receivedAt":"2010-12-04T08:26:00+03:00","lines":[
            {"lineId":"1","sku":"85123A","name":"WHITE HEART","quantity":6,"unitPrice":255.00}]}
            """.ReplaceLineEndings(""),
            lines[1]
        );
    }

    [Fact]
    public void A_member_is_told_of_once_and_guests_never()
    {
        var lines = Convert(
            """
            1,A,a,1,2011-01-10 10:00:00,1,12345
            2,A,a,1,2011-01-10 11:00:00,1,
            3,A,a,1,2011-01-10 12:00:00,1,12345
            """
        );

        Assert.Equal(["member", "purchase 1", "purchase 3"], lines.Select(Short));
    }

    [Fact]
    public void Two_lines_of_one_stock_code_stay_two_lines_and_a_price_is_exact_to_the_kopeck()
    {
        var lines = Convert(
            """
            1,A,a,2,2011-01-10 10:00:00,0.001,12345
            1,A,a,3,2011-01-10 10:01:00,8142.75,12345
            """
        );

        var bought = Parse(lines[1]).GetProperty("lines");
        Assert.Equal(["1 A 2 0.10", "2 A 3 814275.00"], bought.EnumerateArray().Select(Describe));
    }

    [Fact]
    public void A_price_finer_than_a_kopeck_stops_the_conversion()
    {
        Assert.Throws<InvalidDataException>(() => Convert("1,A,a,2,2011-01-10 10:00:00,0.00001,12345"));
    }

    [Theory]
    [InlineData("POST", true)]
    [InlineData("BANK CHARGES", true)]
    [InlineData("S", true)]
    [InlineData("C2", false)]
    [InlineData("85123A", false)]
    public void Postage_fees_and_corrections_are_services(string stockCode, bool service)
    {
        var lines = Convert($"1,{stockCode},a,1,2011-01-10 10:00:00,1,12345");

        Assert.Equal(service, Parse(lines[1]).GetProperty("lines")[0].TryGetProperty("service", out _));
    }

    [Fact]
    public void Quoted_fields_keep_their_commas_and_quotes()
    {
        var lines = Convert("1,A,\"RECORD FRAME 7\"\", BLACK\",1,2011-01-10 10:00:00,1,12345");

        Assert.Equal(
            "RECORD FRAME 7\", BLACK",
            Parse(lines[1]).GetProperty("lines")[0].GetProperty("name").GetString()
        );
    }

    [Fact]
    public void An_offset_is_that_of_Moscow_on_the_day()
    {
        var lines = Convert(
            """
            1,A,a,1,2011-03-25 10:00:00,1,12345
            2,A,a,1,2011-05-31 15:53:00,1,12345
            """
        );

        Assert.Equal("2011-03-25T10:00:00+03:00", Parse(lines[1]).GetProperty("paidAt").GetString());
        Assert.Equal("2011-03-28T10:00:00+04:00", Parse(lines[1]).GetProperty("receivedAt").GetString());
        Assert.Equal("2011-05-31T15:53:00+04:00", Parse(lines[2]).GetProperty("paidAt").GetString());
    }

    [Fact]
    public void In_delimano_a_product_gives_five_percent_of_its_price_rounded_down_and_a_service_nothing()
    {
        var lines = Convert(
            """
            1,A,a,10,2011-01-10 10:00:00,2.59,12345
            1,B,b,1,2011-01-10 10:00:00,0.19,12345
            1,POST,p,1,2011-01-10 10:00:00,18,12345
            """,
            Stomatorg with
            {
                Programme = "delimano",
            }
        );

        var bought = Parse(lines[1]).GetProperty("lines");
        Assert.Equal(12, bought[0].GetProperty("pointsPerUnit").GetInt32());
        Assert.Equal(0, bought[1].GetProperty("pointsPerUnit").GetInt32());
        Assert.False(bought[2].TryGetProperty("pointsPerUnit", out _));
    }

    [Fact]
    public void A_return_names_the_newest_earlier_order_that_has_enough_left()
    {
        var lines = Convert(
            """
            1,A,a,5,2011-01-10 10:00:00,1,12345
            2,A,a,5,2011-01-11 10:00:00,1,12345
            3,A,a,2,2011-01-12 10:00:00,1,12345
            4,A,a,9,2011-01-12 11:00:00,1,54321
            C5,A,a,-4,2011-01-13 10:00:00,1,12345
            C6,A,a,-4,2011-01-14 10:00:00,1,12345
            5,A,a,9,2011-01-15 10:00:00,1,12345
            """
        );

        Assert.Equal(["return C5-1 of 2: 1x4", "return C6-1 of 1: 1x4"], lines.Select(Short).Where(IsReturn));
    }

    [Fact]
    public void A_return_that_no_single_order_covers_is_split_from_the_newest_on_and_the_rest_matches_nothing()
    {
        var lines = Convert(
            """
            1,A,a,5,2011-01-10 10:00:00,1,12345
            2,A,a,2,2011-01-11 10:00:00,1,12345
            2,A,a,1,2011-01-11 10:00:00,1,12345
            C3,A,a,-7,2011-01-13 10:00:00,1,12345
            C4,A,a,-3,2011-01-14 10:00:00,1,12345
            """
        );

        Assert.Equal(
            [
                "return C3-1 of 2: 1x2 2x1",
                "return C3-2 of 1: 1x4",
                "return C4-1 of 1: 1x1",
                "return C4-2 of unmatched-C4: 1x2",
            ],
            lines.Select(Short).Where(IsReturn)
        );
    }

    [Fact]
    public void Several_goods_of_one_order_come_back_in_one_return_and_rows_of_one_line_are_added_up()
    {
        var lines = Convert(
            """
            1,A,a,5,2011-01-10 10:00:00,1,12345
            1,B,b,5,2011-01-10 10:00:00,1,12345
            C2,A,a,-1,2011-01-13 10:00:00,1,12345
            C2,B,b,-2,2011-01-13 10:00:00,1,12345
            C2,A,a,-3,2011-01-13 10:00:00,1,12345
            C2,b,b,-1,2011-01-13 10:00:00,1,12345
            """
        );

        Assert.Equal(
            ["return C2-1 of 1: 1x4 2x2", "return C2-2 of unmatched-C2: 1x1"],
            lines.Select(Short).Where(IsReturn)
        );
    }

    [Fact]
    public void Rows_that_tell_of_no_sale_and_no_return_are_left_out_and_counted()
    {
        var conversion = new Conversion(Stomatorg);
        var csv = """
            1,A,a,0,2011-01-10 10:00:00,1,12345
            2,A,a,1,2011-01-10 11:00:00,-1,12345
            3,A,a,-1,2011-01-10 12:00:00,1,12345
            4,A,a,1,2011-01-10 13:00:00,0,12345
            C5,A,a,1,2011-01-10 14:00:00,1,12345
            """;

        var lines = conversion.Lines(new StringReader(Heading + csv)).ToList();

        Assert.Equal(["member", "purchase 4"], lines.Select(Short));
        Assert.Equal(4, conversion.Counts.LeftOutRows);
    }

    [Fact]
    public void Invoices_whose_rows_are_mixed_stay_whole_and_in_the_order_of_their_first_rows()
    {
        var lines = Convert(
            """
            1,A,a,1,2011-01-10 10:00:00,1,12345
            2,A,a,1,2011-01-10 10:00:00,1,12345
            1,B,b,1,2011-01-10 10:01:00,1,12345
            """
        );

        Assert.Equal(["member", "purchase 1", "purchase 2"], lines.Select(Short));
        Assert.Equal(2, Parse(lines[1]).GetProperty("lines").GetArrayLength());
        Assert.Equal("2011-01-10T10:00:00+03:00", Parse(lines[1]).GetProperty("paidAt").GetString());
    }

    [Theory]
    [InlineData("1,A,a,1,2011-01-10 10:00:00,1")]
    [InlineData("1,A,a,1,2011-01-10 10:00:00,1,1234")]
    [InlineData("1,A,a,1,2011-01-10 10:00:00,1,12345\n2,A,a,1,2011-01-10 09:59:00,1,12345")]
    [InlineData("1,A,a,1,2011-01-10 10:00:00,1,12345\n1,A,a,1,2011-01-10 11:01:00,1,12345")]
    [InlineData("1,A,a,1,2011-01-10 10:00:00,1,12345\n1,A,a,1,2011-01-10 10:00:00,1,54321")]
    public void A_file_of_another_shape_stops_the_conversion(string csv)
    {
        Assert.Throws<InvalidDataException>(() => Convert(csv));
    }

    [Theory]
    [InlineData("2011-06-01T12:00:00+03:00", 0)]
    [InlineData("2011-06-07T12:00:00+03:00", 0)]
    [InlineData("2011-06-08T12:00:00+03:00", 7)]
    [InlineData("2011-05-31T12:00:00+03:00", -7)]
    [InlineData("2011-06-07T22:00:00+00:00", 7)]
    public void The_history_is_shifted_by_whole_weeks_to_end_before_today(string now, int days)
    {
        using var csv = new StringReader(Heading + "1,A,a,1,2011-05-31 15:53:00,1,12345");

        Assert.Equal(days, Conversion.ShiftToEndYesterday(csv, Moscow(now)));
    }

    [Fact]
    public void A_receipt_that_has_not_happened_is_left_out()
    {
        var lines = Convert(
            """
            1,A,a,1,2011-05-30 10:00:00,1,12345
            2,A,a,1,2011-05-30 10:01:00,1,12345
            """,
            Stomatorg with
            {
                ShiftDays = 7,
                Now = Moscow("2011-06-09T10:00:00+04:00"),
            }
        );

        Assert.Equal("2011-06-06T10:00:00+04:00", Parse(lines[1]).GetProperty("placedAt").GetString());
        Assert.True(Parse(lines[1]).TryGetProperty("receivedAt", out _));
        Assert.False(Parse(lines[2]).TryGetProperty("receivedAt", out _));
    }

    [Fact]
    public void Lines_come_while_the_file_is_read()
    {
        var csv = new StringReader(
            Heading + "1,A,a,1,2011-01-10 10:00:00,1,12345\n2,A,a,1,2011-01-10 11:01:00,1,12345\nx"
        );

        Assert.Equal(["member", "purchase 1"], new Conversion(Stomatorg).Lines(csv).Take(2).Select(Short));
    }

    [Fact]
    public void Six_months_of_the_real_shop_are_told_without_losing_a_piece()
    {
        using var csv = SharedData.OpenRetail();
        var conversion = new Conversion(Stomatorg);
        var bought = new Dictionary<(string Order, string Line), int>();
        var phones = new HashSet<string>(StringComparer.Ordinal);
        var returnIds = new HashSet<string>(StringComparer.Ordinal);
        var matched = 0;
        var unmatched = 0;
        var last = DateTimeOffset.MinValue;
        foreach (var line in conversion.Lines(csv).Select(Parse))
        {
            var kind = line.GetProperty("kind").GetString();
            if (kind is "member")
            {
                Assert.True(phones.Add(line.GetProperty("phone").GetString()!));
                continue;
            }
            var time = line.GetProperty(kind is "purchase" ? "paidAt" : "at").GetDateTimeOffset();
            Assert.True(time >= last);
            last = time;
            var order = line.GetProperty("orderId").GetString()!;
            if (kind is "purchase")
            {
                Assert.Contains(line.GetProperty("member").GetProperty("phone").GetString()!, phones);
                foreach (var part in line.GetProperty("lines").EnumerateArray())
                {
                    bought.Add((order, LineId(part)), Quantity(part));
                }
                continue;
            }
            Assert.True(returnIds.Add(line.GetProperty("returnId").GetString()!));
            foreach (var part in line.GetProperty("lines").EnumerateArray())
            {
                if (order.StartsWith("unmatched-C", StringComparison.Ordinal))
                {
                    unmatched += Quantity(part);
                    continue;
                }
                matched += Quantity(part);
                Assert.True((bought[(order, LineId(part))] -= Quantity(part)) >= 0);
            }
        }

        var counts = conversion.Counts;
        Assert.Equal((209_029, 59_976, 0), (counts.Rows, counts.GuestRows, counts.LeftOutRows));
        Assert.Equal((2_718, 7_410), (counts.Members, counts.Purchases));
        Assert.Equal((1_895, 456), (counts.Returns, counts.UnmatchedReturns));
        Assert.Equal((103_057, 19_439), (matched, unmatched));
    }

    private static List<string> Convert(string csv, ConversionOptions? options = null) =>
        [.. new Conversion(options ?? Stomatorg).Lines(new StringReader(Heading + csv))];

    private static DateTimeOffset Moscow(string time) =>
        DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture);

    private static JsonElement Parse(string line) => JsonElement.Parse(line);

    private static bool IsReturn(string line) => line.StartsWith("return", StringComparison.Ordinal);

    private static string LineId(JsonElement part) => part.GetProperty("lineId").GetString()!;

    private static int Quantity(JsonElement part) => part.GetProperty("quantity").GetInt32();

    private static string Describe(JsonElement line) =>
        $"{LineId(line)} {line.GetProperty("sku")} {Quantity(line)} {line.GetProperty("unitPrice").GetRawText()}";

    private static string Short(string line)
    {
        var json = Parse(line);
        return json.GetProperty("kind").GetString() switch
        {
            "return" => $"return {json.GetProperty("returnId")} of {json.GetProperty("orderId")}: "
                + string.Join(
                    ' ',
                    json.GetProperty("lines").EnumerateArray().Select(part => $"{LineId(part)}x{Quantity(part)}")
                ),
            "purchase" => $"purchase {json.GetProperty("orderId")}",
            var kind => kind!,
        };
    }
}
