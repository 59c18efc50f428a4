using System.IO.Pipelines;
using LoyaltyPortal.Web.Features.StoreApi;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Xunit;

namespace LoyaltyPortal.Web.Tests.Features.StoreApi;

public sealed class BodyReadingTests
{
    [Theory]
    [InlineData(0, true)]
    [InlineData(1000, true)]
    [InlineData(ApiExchange.MaxBody, true)]
    [InlineData(ApiExchange.MaxBody + 1, false)]
    public async Task A_body_is_given_back_so_the_connection_serves_the_next_request(int length, bool isRead)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 0));
        await pipe.Writer.WriteAsync(new byte[length], cancellation);
        await pipe.Writer.CompleteAsync();
        var context = new DefaultHttpContext();
        context.Features.Set<IRequestBodyPipeFeature>(new Body(pipe.Reader));

        var body = await ApiExchange.ReadLimitedAsync(context.Request, cancellation);

        int? expected = isRead ? length : null;
        Assert.Equal(expected, body?.Length);
        // Kestrel reads to the end before the next request; a read still under way would fail.
        var rest = await pipe.Reader.ReadAsync(cancellation);
        Assert.True(rest.Buffer.IsEmpty);
    }

    private sealed class Body(PipeReader reader) : IRequestBodyPipeFeature
    {
        public PipeReader Reader => reader;
    }
}
