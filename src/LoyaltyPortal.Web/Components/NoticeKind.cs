namespace LoyaltyPortal.Web.Components;

public enum NoticeKind
{
    Plain,
    Good,
    Warning,
    Bad,
}
