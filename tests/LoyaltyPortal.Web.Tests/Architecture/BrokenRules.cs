// Code that breaks each rule of ArchitectureTests.cs on purpose: the tests must name it, or they prove nothing. Beside
// it stands what looks alike and is allowed.
// The compiler must keep all of it, so it is public; nothing calls it.
#pragma warning disable CA1822, RCS1102

namespace LoyaltyPortal.Web.Features.FakeRight
{
    public class Counter(int start)
    {
        public int Next => start + 1;
    }

    public class Shelf<T>
        where T : class
    {
        public T? Top { get; set; }
    }

    public static class Numbers
    {
        public static int Seven() => 7;
    }

    public sealed class WornException(string why) : Exception(why);
}

namespace LoyaltyPortal.Web.Features.FakeLeft
{
    using LoyaltyPortal.Web.Features.FakeRight;

    public class InField
    {
        public static readonly Counter? Kept;
    }

    public class InParameter
    {
        public string Take(Counter counter) => counter is null ? "none" : "one";
    }

    public class AsParent() : Counter(1);

    public class AsGenericArgument
    {
        public IReadOnlyList<Shelf<string>[]>? All { get; set; }
    }

    public class AsConstraint<T>
        where T : Counter;

    [System.ComponentModel.TypeConverter(typeof(Counter))]
    public class InAttribute;

    public class InBody
    {
        public int Count() => Numbers.Seven();
    }

    public class InLambda
    {
        public Func<int, int> Make() => some => some + Numbers.Seven();
    }

    public class InAsync
    {
        public async Task<int> CountAsync()
        {
            await Task.Yield();
            return Numbers.Seven();
        }
    }

    public class InCatch
    {
        public bool Try(Action action)
        {
            try
            {
                action();
                return true;
            }
            catch (WornException)
            {
                return false;
            }
        }
    }

    public class AfterSwitch
    {
        public string Say(int number)
        {
            var text = number switch
            {
                0 => "none",
                1 => "one",
                2 => "two",
                3 => "few",
                4 => "some",
                _ => "many",
            };
            return text + 1.5 + 3_000_000_000L + Numbers.Seven();
        }
    }

    public class KeepsACircuit
    {
        public object Mode() => Microsoft.AspNetCore.Components.Web.RenderMode.InteractiveServer;
    }

    public class Innocent
    {
        public string Say(InBody own) => own.Count().ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}

namespace LoyaltyPortal.Web.Features.Card
{
    public class MayKeepACircuit
    {
        public object Mode() => new Microsoft.AspNetCore.Components.Web.InteractiveServerRenderMode(prerender: false);
    }
}

namespace LoyaltyPortal.FakeDomain
{
    public class ReadsFiles
    {
        public string All(string path) => System.IO.File.ReadAllText(path);
    }

    public class CallsOut
    {
        public object Client() => new System.Net.Http.HttpClient();
    }

    public class KnowsTheWeb
    {
        public Microsoft.AspNetCore.Http.HttpContext? Context { get; set; }
    }

    public class KnowsEntityFramework
    {
        public Type Db() => typeof(Microsoft.EntityFrameworkCore.DbContext);
    }

    public class ReadsItsOwnResource
    {
        public Stream? Open() => GetType().Assembly.GetManifestResourceStream("Presets/stomatorg.json");
    }
}
