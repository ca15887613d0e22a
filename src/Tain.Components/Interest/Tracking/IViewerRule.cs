namespace Tain;

/// <summary>A rule that is told of the clients that have players.</summary>
internal interface IViewerRule<TViewer> where TViewer : InterestViewer
{
    /// <summary>The client has a player, or another one than before.</summary>
    void Seat(TViewer viewer);

    /// <summary>The client is gone, or has no player any more. The record is used for another one after this.</summary>
    void Leave(TViewer viewer);
}
