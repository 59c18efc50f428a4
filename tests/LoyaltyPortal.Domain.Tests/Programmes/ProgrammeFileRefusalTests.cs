using System.Text.Json.Nodes;

namespace LoyaltyPortal.Domain.Tests.Programmes;

/// <summary>Each row changes one thing in a good file; § marks where the fault must be told. Exactly one fault is told:
/// a mistake never drags others along.</summary>
public class ProgrammeFileRefusalTests
{
    private const string TaglineInRussian = "$.texts.tagline.ru";
    private const string Tagline =
        "\"tagline\": {\n      \"ru\": \"Часть каждой покупки для клиники возвращается бонусами: 1 бонус — это {/pointWorth|money} следующего заказа.\"";

    public static TheoryData<string, string, string, string, string> Fields =>
        new()
        {
            // what was, what is written, path, reason
            { "stomatorg", "\"claimDays\": 7,", "§\"claimDay\": 7, \"claimDays\": 7,", "$.claimDay", "unknown" },
            { "stomatorg", "\"claimDays\": 7,", "§\"claim days\": 7, \"claimDays\": 7,", "$['claim days']", "unknown" },
            { "stomatorg", "\"claimDays\": 7,", "\"claimDays\": 7,\n§\"claimDays\": 8,", "$.claimDays", "second time" },
            { "stomatorg", "\"claimDays\": 7,", "\"claimDays\": §\"7\",", "$.claimDays", "whole number, found a text" },
            { "stomatorg", "\"claimDays\": 7,", "\"claimDays\": §7.5,", "$.claimDays", "whole number, found 7.5" },
            { "stomatorg", "\"claimDays\": 7,", "\"claimDays\": §null,", "$.claimDays", "found null" },
            { "stomatorg", "\"claimDays\": 7,", "\"claimDays\": §0,", "$.claimDays", "between 1 and 365" },
            {
                "stomatorg",
                "\"earns\": true",
                "\"earns\": §\"yes\"",
                "$.channels[0].earns",
                "true or false, found a text"
            },
            { "stomatorg", "\"skus\": []", "\"skus\": §{}", "$.wallets[0].excludes.skus", "a list, found an object" },
            { "stomatorg", "{ \"days\": 90 }", "§[90]", "$.earning.life", "an object, found a list" },
            { "stomatorg", "\"sum\": 100000", "\"sum\": §true", "$.tiers.list[1].sum", "a number, found true" },
            { "stomatorg", "\"sum\": 100000", "\"sum\": §100000.005", "$.tiers.list[1].sum", "two decimals" },
            { "stomatorg", "\"sum\": 100000", "\"sum\": §1e5", "$.tiers.list[1].sum", "exponent" },
            { "stomatorg", "\"sum\": 1000000", "\"sum\": §10000000000001", "$.tiers.list[3].sum", "between 0 and" },
            {
                "stomatorg",
                "\"sum\": 1000000",
                "\"sum\": §100000000000000000000000000000000000000",
                "$.tiers.list[3].sum",
                "too large"
            },
        };

    public static TheoryData<string, string, string, string, string> WhatMembersSee =>
        new()
        {
            { "stomatorg", "\"id\": \"stomatorg\"", "\"id\": §\"Стоматорг\"", "$.id", "small latin letters" },
            { "stomatorg", "\"id\": \"stomatorg\"", "\"id\": §\"stomatorg\\n\"", "$.id", "control character" },
            { "stomatorg", "\"en\": \"Basic\"", "\"en\": §\"\"", "$.tiers.list[0].name.en", "empty" },
            { "stomatorg", "\"ru\": \"Базовый\"", "\"ru\": §\" \"", "$.tiers.list[0].name.ru", "empty" },
            {
                "stomatorg",
                "\"few\": \"бонуса\"",
                "\"few\": §\"бонуса\\t\"",
                "$.pointWord.ru.few",
                "control character"
            },
            {
                "stomatorg",
                "\"benefits\": []",
                "\"benefits\": [{ \"ru\": §\"\", \"en\": \"Gift\" }]",
                "$.tiers.list[0].benefits[0].ru",
                "empty"
            },
            { "stomatorg", "\"#00696e\"", "§\"#069\"", "$.brand.light", "#rrggbb" },
            { "stomatorg", "\"#4cc3c7\"", "§\"teal\"", "$.brand.dark", "#rrggbb" },
        };

    public static TheoryData<string, string, string, string, string> Basics =>
        new()
        {
            { "stomatorg", "\"RUB\"", "§\"руб.\"", "$.currency", "ISO 4217" },
            { "stomatorg", "\"Europe/Moscow\"", "§\"Europe/Atlantis\"", "$.timeZone", "unknown" },
            { "stomatorg", "\"Europe/Moscow\"", "§\"Russian Standard Time\"", "$.timeZone", "IANA" },
            { "stomatorg", "\"Europe/Moscow\"", "§\"../../etc/passwd\"", "$.timeZone", "IANA" },
            { "stomatorg", "[\"RU\", \"BY\", \"KZ\"]", "§[]", "$.countries", "empty" },
            { "stomatorg", "[\"RU\", \"BY\", \"KZ\"]", "[\"RU\", §\"RU\"]", "$.countries[1]", "already" },
            { "stomatorg", "[\"RU\", \"BY\", \"KZ\"]", "[§\"ru\"]", "$.countries[0]", "ISO 3166" },
            { "stomatorg", "\"pointWorth\": 1,", "\"pointWorth\": §2,", "$.pointWorth", "worth 1" },
            { "stomatorg", "\"precision\": 1,", "\"precision\": §0.1,", "$.precision", "1 or to 0.01" },
            { "stomatorg", "\"rounding\": \"down\"", "\"rounding\": §\"up\"", "$.rounding", "\"down\"" },
            { "stomatorg", "\"registration\"", "§\"birth\"", "$.joining.memberFrom", "firstPaidOrder" },
        };

    public static TheoryData<string, string, string, string, string> ChannelsAndWallets =>
        new()
        {
            { "stomatorg", "\"id\": \"web\"", "\"id\": §\"internet\"", "$.channels[0].id", "unknown here" },
            {
                "stomatorg",
                "\"earnsPaidBy\": []",
                "\"earnsPaidBy\": [§\"gold\"]",
                "$.channels[0].earnsPaidBy[0]",
                "unknown"
            },
            {
                "stomatorg",
                "\"earnsPaidBy\": []",
                "\"earnsPaidBy\": [\"cash\", §\"cash\"]",
                "$.channels[0].earnsPaidBy[1]",
                "already"
            },
            {
                "delimano",
                "\"id\": \"tv\", \"receivedWhenPaid\": false, \"earns\": false, \"earnsPaidBy\": []",
                "\"id\": \"tv\", \"receivedWhenPaid\": false, \"earns\": false, \"earnsPaidBy\": §[\"cash\"]",
                "$.channels[1].earnsPaidBy",
                "Nothing earns"
            },
            {
                "stomatorg",
                "\"confirmation\": \"none\"",
                "\"confirmation\": §\"pin\"",
                "$.channels[0].confirmation",
                "unknown"
            },
            { "delimano", "\"id\": \"catalogue\"", "\"id\": §\"tv\"", "$.channels[2].id", "already" },
            { "delimano", "[\"tv\", \"catalogue\", \"phone\"]", "§[]", "$.wallets[1].channels", "never be spent" },
            {
                "delimano",
                "[\"tv\", \"catalogue\", \"phone\"]",
                "[\"tv\", \"catalogue\", \"phone\", §\"web\"]",
                "$.wallets[1].channels[3]",
                "already (web)"
            },
            {
                "delimano",
                "[\"tv\", \"catalogue\", \"phone\"]",
                "[\"tv\", \"catalogue\", \"phone\", §\"store\"]",
                "$.wallets[1].channels[3]",
                "no channel \"store\""
            },
            { "delimano", "\"id\": \"club\"", "\"id\": §\"web\"", "$.wallets[1].id", "already" },
            { "stomatorg", "\"id\": \"main\"", "\"id\": §\"Main wallet\"", "$.wallets[0].id", "latin" },
            { "stomatorg", "{ \"by\": \"tier\" }", "{ \"by\": §\"luck\" }", "$.wallets[0].cap.by", "unknown" },
            { "stomatorg", "{ \"by\": \"tier\" }", "§{}", "$.wallets[0].cap.by", "missing" },
            {
                "stomatorg",
                "{ \"by\": \"tier\" }",
                "{ \"by\": \"tier\", §\"share\": 5 }",
                "$.wallets[0].cap.share",
                "unknown"
            },
            { "perfone", "\"share\": 50", "\"share\": §100.01", "$.wallets[0].cap.share", "between 0 and 100" },
            { "delimano", "\"per\": 2000", "\"per\": §0", "$.wallets[1].cap.per", "more than 0" },
            { "delimano", "\"points\": 200 ", "\"points\": §2001 ", "$.wallets[1].cap.points", "over 100 per cent" },
            { "delimano", "\"points\": 200 ", "\"points\": §200.5 ", "$.wallets[1].cap.points", "steps of 1" },
            { "delimano", "\"sum\": 1999", "\"sum\": §-1", "$.wallets[1].minimum.sum", "between 0 and" },
            { "stomatorg", "\"keepMoney\": 0", "\"keepMoney\": §-0.01", "$.wallets[0].keepMoney", "between 0 and" },
            {
                "stomatorg",
                "\"skus\": []",
                "\"skus\": [\"A-1\", §\"A-1\"]",
                "$.wallets[0].excludes.skus[1]",
                "already"
            },
            {
                "stomatorg",
                "\"categories\": []",
                "\"categories\": [§\"\"]",
                "$.wallets[0].excludes.categories[0]",
                "empty"
            },
        };

    public static TheoryData<string, string, string, string, string> Earning =>
        new()
        {
            {
                "stomatorg",
                "\"event\": \"received\"",
                "\"event\": §\"opened\"",
                "$.earning.activation[1].event",
                "unknown"
            },
            {
                "stomatorg",
                "\"event\": \"received\"",
                "\"event\": §\"paid\"",
                "$.earning.activation[1].event",
                "already"
            },
            { "stomatorg", "\"days\": 7 ", "\"days\": §-7 ", "$.earning.activation[0].days", "between 0 and" },
            { "lusio", "[{ \"event\": \"paid\", \"days\": 0 }]", "§[]", "$.earning.activation", "empty" },
            { "stomatorg", "{ \"days\": 90 }", "{ \"days\": §0 }", "$.earning.life.days", "between 1 and" },
            { "stomatorg", "{ \"days\": 90 }", "{ \"months\": §1201 }", "$.earning.life.months", "between 1 and" },
            { "stomatorg", "{ \"days\": 90 }", "§{ \"days\": 90, \"months\": 3 }", "$.earning.life", "exactly one" },
            { "stomatorg", "{ \"days\": 90 }", "§{}", "$.earning.life", "exactly one" },
            {
                "autostars",
                "{ \"from\": 0, \"rate\"",
                "{ \"from\": §1, \"rate\"",
                "$.earning.rate.steps[0].from",
                "from 0"
            },
            {
                "autostars",
                "\"from\": 5000,",
                "\"from\": §1000,",
                "$.earning.rate.steps[2].from",
                "1000 does not lie above 1000"
            },
            { "autostars", "\"rate\": 10 ", "\"rate\": §10.5 ", "$.earning.rate.steps[4].rate", "own limits, 1 to 10" },
            { "autostars", "\"rate\": 2.5 ", "\"rate\": §0.5 ", "$.earning.rate.steps[0].rate", "own limits" },
            { "autostars", "\"rate\": 10 ", "\"rate\": §-1 ", "$.earning.rate.steps[4].rate", "between 0 and 100" },
            { "autostars", "\"highest\": 10", "\"highest\": §101", "$.earning.rate.highest", "between 0 and 100" },
            { "autostars", "\"cash\": 1,", "§\"barter\": 1,", "$.earning.rate.factors.barter", "unknown" },
            {
                "autostars",
                "\"instalments\": 0.4",
                "\"instalments\": §-0.4",
                "$.earning.rate.factors.instalments",
                "between 0 and 10"
            },
            {
                "autostars",
                "\"instalments\": 0.4",
                "\"instalments\": §40",
                "$.earning.rate.factors.instalments",
                "between 0 and 10"
            },
            {
                "delimano",
                "\"110039862\": 150",
                "\"110039862\": §0",
                "$.earning.rate.products['110039862']",
                "more than 0"
            },
            { "delimano", "\"110039862\": 150", "\" \": §150", "$.earning.rate.products[' ']", "no article" },
            {
                "delimano",
                "\"110039862\": 150",
                "\"110039862\": 150, §\"110039862\": 1",
                "$.earning.rate.products['110039862']",
                "second time"
            },
        };

    public static TheoryData<string, string, string, string, string> Tiers =>
        new()
        {
            { "stomatorg", "\"rollingDays\": 365", "\"rollingDays\": §0", "$.tiers.rollingDays", "between 1 and" },
            { "stomatorg", "\"counting\": \"accrual\"", "\"counting\": §\"delivery\"", "$.tiers.counting", "unknown" },
            { "lusio", "\"counting\": \"paid\"", "\"counting\": §\"accrual\"", "$.tiers.counting", "day of payment" },
            { "delimano", "\"counting\": \"paid\"", "\"counting\": §\"accrual\"", "$.tiers.counting", "one level" },
            { "delimano", "\"rollingDays\": null", "\"rollingDays\": §365", "$.tiers.rollingDays", "one level" },
            { "autostars", "\"counting\": \"paid\"", "\"counting\": §\"accrual\"", "$.tiers.counting", "ladder" },
            { "autostars", "\"rollingDays\": null", "\"rollingDays\": §365", "$.tiers.rollingDays", "ladder" },
            { "stomatorg", "\"sum\": 0,", "\"sum\": §1,", "$.tiers.list[0].sum", "its sum is 0" },
            { "stomatorg", "\"orders\": 0,", "\"orders\": §1,", "$.tiers.list[0].orders", "its orders are 0" },
            { "stomatorg", "\"sum\": 100000,", "\"sum\": §-1,", "$.tiers.list[1].sum", "between 0 and" },
            {
                "stomatorg",
                "\"sum\": 500000,",
                "\"sum\": §99999.99,",
                "$.tiers.list[2].sum",
                "99999.99 is less than the 100000"
            },
            { "stomatorg", "\"orders\": 15", "\"orders\": §9", "$.tiers.list[3].orders", "9 is fewer than the 10" },
            {
                "lusio",
                "{\n        \"id\": \"premium\",\n        \"name\": { \"ru\": \"Премиум\", \"en\": \"Premium\" },\n        \"sum\": 150000",
                "§{\n        \"id\": \"premium\",\n        \"name\": { \"ru\": \"Премиум\", \"en\": \"Premium\" },\n        \"sum\": 50000",
                "$.tiers.list[2]",
                "nobody would ever stand"
            },
            { "stomatorg", "\"id\": \"vip\"", "\"id\": §\"base\"", "$.tiers.list[3].id", "already" },
            { "stomatorg", "\"rate\": 7", "\"rate\": §-7", "$.tiers.list[2].rate", "between 0 and 100" },
            { "stomatorg", "\"rate\": 7", "\"rate\": §107", "$.tiers.list[2].rate", "between 0 and 100" },
            { "stomatorg", "\"cap\": 15", "\"cap\": §101", "$.tiers.list[3].cap", "between 0 and 100" },
            {
                "stomatorg",
                "{\n        \"id\": \"base\",\n        \"name\": { \"ru\": \"Базовый\", \"en\": \"Basic\" },\n        \"sum\": 0,\n        \"orders\": 0,\n        \"rate\": 3,",
                "§{\n        \"id\": \"base\",\n        \"name\": { \"ru\": \"Базовый\", \"en\": \"Basic\" },\n        \"sum\": 0,\n        \"orders\": 0,",
                "$.tiers.list[0].rate",
                "comes from the level"
            },
            { "perfone", "\"rate\": 25,", "\"rate\": 25, \"cap\": §50,", "$.tiers.list[5].cap", "cap of its own" },
            { "delimano", "\"sum\": 0,", "\"sum\": 0, \"rate\": §5,", "$.tiers.list[0].rate", "from the product" },
            {
                "autostars",
                "\"sum\": 25000,",
                "\"sum\": 25000, \"rate\": §10,",
                "$.tiers.list[4].rate",
                "from the ladder"
            },
            { "autostars", "\"sum\": 25000,", "\"sum\": §30000,", "$.tiers.list[4].sum", "No step" },
        };

    public static TheoryData<string, string, string, string, string> TheRest =>
        new()
        {
            {
                "stomatorg",
                "\"restoreAfterDays\": 0",
                "\"restoreAfterDays\": §-1",
                "$.returns.restoreAfterDays",
                "between 0"
            },
            { "stomatorg", "\"graceDays\": 14", "\"graceDays\": §0", "$.returns.graceDays", "between 1" },
            {
                "autostars",
                "\"restoreAfterDays\": 1, \"graceDays\": 14",
                "\"restoreAfterDays\": 5, \"graceDays\": §4",
                "$.returns.graceDays",
                "after 5 days"
            },
            { "stomatorg", "\"debt\"", "§\"forget\"", "$.returns.onShortfall", "\"clamp\"" },
            {
                "stomatorg",
                "\"type\": \"firstReview\"",
                "\"type\": §\"questionnaire\"",
                "$.activities[1].type",
                "already"
            },
            { "stomatorg", "\"points\": 100", "\"points\": §0", "$.activities[0].points", "more than 0" },
            { "stomatorg", "\"points\": 100", "\"points\": §0.5", "$.activities[0].points", "steps of 1" },
            { "stomatorg", "\"points\": 50", "\"points\": §-50", "$.activities[1].points", "between 0" },
            {
                "stomatorg",
                "\"wallet\": \"main\"",
                "\"wallet\": §\"club\"",
                "$.activities[0].wallet",
                "no wallet \"club\""
            },
            { "stomatorg", "\"once\": \"member\"", "\"once\": §\"year\"", "$.activities[0].once", "unknown" },
            {
                "stomatorg",
                "\"referencePrefix\": null",
                "\"referencePrefix\": §\"\"",
                "$.activities[0].referencePrefix",
                "empty"
            },
            { "stomatorg", "\"life\": null", "\"life\": { \"years\": §0 }", "$.activities[0].life.years", "between 1" },
            { "perfone", "\"points\": 10000", "\"points\": §0", "$.birthday.points", "more than 0" },
            { "perfone", "\"wallet\": \"main\"", "\"wallet\": §\"gifts\"", "$.birthday.wallet", "no wallet \"gifts\"" },
            { "stomatorg", "\"/activities/1/points\"", "§\"/activities/2/points\"", "$.demoValues[1]", "at nothing" },
            { "stomatorg", "\"/activities/1/points\"", "§\"/activities/01/points\"", "$.demoValues[1]", "at nothing" },
            { "stomatorg", "\"/activities/1/points\"", "§\"/activities/1/points/0\"", "$.demoValues[1]", "at nothing" },
            { "stomatorg", "\"/activities/1/points\"", "§\"activities\"", "$.demoValues[1]", "JSON pointer" },
            { "stomatorg", "\"/activities/1/points\"", "§\"/activities/0/points\"", "$.demoValues[1]", "already" },
        };

    public static TheoryData<string, string, string, string, string> Texts =>
        new()
        {
            { "delimano", "\"en\": \"Web bonuses\"", "\"en\": §\"\"", "$.wallets[0].name.en", "empty" },
            { "lusio", "\"field\": \"sex\"", "\"field\": §\"gender\"", "$.questionnaire[3].field", "unknown here" },
            {
                "lusio",
                "\"field\": \"familyName\"",
                "\"field\": §\"givenName\"",
                "$.questionnaire[1].field",
                "asks this already"
            },
            { "stomatorg", Tagline, "\"tagline\": { \"ru\": §\"{\"", TaglineInRussian, "no pair" },
            { "stomatorg", Tagline, "\"tagline\": { \"ru\": §\"}{\"", TaglineInRussian, "no pair" },
            { "stomatorg", Tagline, "\"tagline\": { \"ru\": §\"{}\"", TaglineInRussian, "points at nothing" },
            { "stomatorg", Tagline, "\"tagline\": { \"ru\": §\"{claimDays}\"", TaglineInRussian, "points at nothing" },
            { "stomatorg", Tagline, "\"tagline\": { \"ru\": §\"{/tiers/list/9/sum}\"", TaglineInRussian, "nothing" },
            { "stomatorg", Tagline, "\"tagline\": { \"ru\": §\"{/name|money}\"", TaglineInRussian, "an object there" },
            { "stomatorg", Tagline, "\"tagline\": { \"ru\": §\"{/birthday|period}\"", TaglineInRussian, "null there" },
            { "stomatorg", Tagline, "\"tagline\": { \"ru\": §\"{/claimDays|weeks}\"", TaglineInRussian, "said so" },
            { "stomatorg", Tagline, "\"tagline\": { \"ru\": §\"{/claimDays|a|b}\"", TaglineInRussian, "said so" },
            {
                "stomatorg",
                Tagline,
                "\"tagline\": { \"ru\": §\"{/tiers/list/3/sum|days}\"",
                TaglineInRussian,
                "said so"
            },
        };

    public static TheoryData<string, string, string, string, string> Interests =>
        new()
        {
            { "stomatorg", "\"choices\": [", "§\"choice\": 1, \"choices\": [", "$.questionnaire[5].choice", "unknown" },
            {
                "stomatorg",
                "{ \"field\": \"email\", \"required\": false }",
                "{ \"field\": \"email\", \"required\": false, \"choices\": §[] }",
                "$.questionnaire[4].choices",
                "Only interests"
            },
            {
                "lusio",
                "{ \"field\": \"children\", \"required\": false }",
                "{ \"field\": \"children\", \"required\": §true }",
                "$.questionnaire[7].required",
                "Not everybody has children"
            },
            {
                "delimano",
                "{ \"field\": \"email\", \"required\": true }",
                "{ \"field\": \"email\", \"required\": true }, §{ \"field\": \"interests\", \"required\": false }",
                "$.questionnaire[5].choices",
                "chosen from a list"
            },
            {
                "delimano",
                "{ \"field\": \"email\", \"required\": true }",
                "{ \"field\": \"email\", \"required\": true }, { \"field\": \"interests\", \"required\": false, \"choices\": §[] }",
                "$.questionnaire[5].choices",
                "nothing to choose from"
            },
            {
                "stomatorg",
                "{ \"id\": \"surgery\"",
                "{ \"id\": §\"therapy\"",
                "$.questionnaire[5].choices[1].id",
                "\"therapy\" already"
            },
            {
                "stomatorg",
                "{ \"id\": \"surgery\"",
                "{ \"id\": §\"хирургия\"",
                "$.questionnaire[5].choices[1].id",
                "latin"
            },
            {
                "stomatorg",
                "\"en\": \"Orthodontics\"",
                "\"en\": §\"\"",
                "$.questionnaire[5].choices[3].name.en",
                "empty"
            },
        };

    [Theory]
    [MemberData(nameof(Interests))]
    [MemberData(nameof(Texts))]
    [MemberData(nameof(Fields))]
    [MemberData(nameof(WhatMembersSee))]
    [MemberData(nameof(Basics))]
    [MemberData(nameof(ChannelsAndWallets))]
    [MemberData(nameof(Earning))]
    [MemberData(nameof(Tiers))]
    [MemberData(nameof(TheRest))]
    public void A_file_with_one_mistake_is_refused_with_its_path_line_and_reason(
        string programme,
        string was,
        string written,
        string path,
        string reason
    )
    {
        var text = Fixture.Text(programme);
        var (json, line) = Fixture.Edited(text, was, written);
        var fault = Assert.Single(Fixture.Refused(json));
        Assert.Equal(path, fault.Path);
        Assert.Contains(reason, fault.Reason, StringComparison.Ordinal);
        Assert.Equal(line, fault.Line);
    }

    [Fact]
    public void Nobody_can_wait_for_a_questionnaire_that_asks_nothing()
    {
        var programme = JsonNode.Parse(Fixture.Text("lusio"))!;
        programme["questionnaire"] = new JsonArray();
        programme["demoValues"] = new JsonArray();
        var fault = Assert.Single(Fixture.Refused(programme.ToJsonString()));
        Assert.Equal("$.joining.questionnaireBeforeSpending", fault.Path);
    }

    [Fact]
    public void A_channel_that_is_in_no_wallet_is_refused_where_it_is_named()
    {
        var without = Fixture.Text("delimano").Replace(", \"phone\"]", "]", StringComparison.Ordinal);
        var (json, line) = Fixture.Edited(without, "\"id\": \"phone\"", "\"id\": §\"phone\"");
        var fault = Assert.Single(Fixture.Refused(json));
        Assert.Equal(new("$.channels[3].id", line, "The channel \"phone\" is in no wallet."), fault);
    }

    [Fact]
    public void A_step_of_the_ladder_without_a_level_is_refused_at_the_levels()
    {
        const string Last = "{ \"from\": 25000, \"rate\": 10 }";
        var longer = Fixture
            .Text("autostars")
            .Replace(Last, Last + ", { \"from\": 50000, \"rate\": 10 }", StringComparison.Ordinal);
        var (json, line) = Fixture.Edited(longer, "\"list\": [", "\"list\": §[");
        var fault = Assert.Single(Fixture.Refused(json));
        Assert.Equal(("$.tiers.list", line), (fault.Path, fault.Line));
        Assert.Contains("6 steps and there are 5 levels", fault.Reason, StringComparison.Ordinal);
    }
}
