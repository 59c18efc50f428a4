using Microsoft.EntityFrameworkCore;

namespace LoyaltyPortal.Data.Model;

/// <summary>Tables of sums over the ledger.</summary>
internal static class FigureModel
{
    private const int WalletLength = 20;

    public static void Configure(ModelBuilder builder)
    {
        builder.Entity<MonthFigure>(figure =>
        {
            figure.ToTable("MonthFigures");
            figure.HasKey(each => new
            {
                each.Month,
                each.Wallet,
                each.Type,
            });
            figure.Property(each => each.Wallet).HasMaxLength(WalletLength);
        });
        builder.Entity<FigureDelta>(delta =>
        {
            delta.ToTable("FigureDeltas");
            delta.Property(each => each.Id).ValueGeneratedNever();
            delta.Property(each => each.Wallet).HasMaxLength(WalletLength);
        });
    }
}
