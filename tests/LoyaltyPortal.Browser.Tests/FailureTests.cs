using LoyaltyPortal.Browser.Tests.Pages;
using LoyaltyPortal.Browser.Tests.Support;
using LoyaltyPortal.Web.Platform.Codes;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LoyaltyPortal.Browser.Tests;

/// <summary>What a visitor sees when the portal itself breaks.</summary>
public sealed class FailureTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task What_breaks_shows_a_page_that_says_so_and_nothing_of_the_machinery()
    {
        var portal = Alone(new Portal.Beginning(Replace: services => services.AddScoped<IPhoneCodes, BrokenCodes>()));
        foreach (
            var (hasScript, language, heading) in new[]
            {
                (true, Look.Russian, "Что-то сломалось у нас"),
                (false, Look.Russian, "Что-то сломалось у нас"),
                (true, Look.English, "Something broke on our side"),
            }
        )
        {
            var visitor = await VisitorAsync(new Look(HasScript: hasScript, Language: language), portal);
            visitor.Expects(500);
            var page = await PhonePage.OpenAsync(visitor);

            var answer = await visitor.Page.RunAndWaitForResponseAsync(
                () => page.SubmitAsync(NewPhone()),
                each => each.Request.Method == "POST"
            );

            Assert.Equal(500, answer.Status);
            await ErrorPage.ExpectAsync(visitor, heading);
        }
    }

    private sealed class BrokenCodes : IPhoneCodes
    {
        public Task<CodeSending> SendAsync(CodeRequest request, CancellationToken cancellation) =>
            throw new InvalidOperationException("The gateway's password is secret-word");

        public Task<CodeCheck> CheckAsync(CodeAnswer answer, CancellationToken cancellation) =>
            throw new InvalidOperationException("The gateway's password is secret-word");
    }
}
