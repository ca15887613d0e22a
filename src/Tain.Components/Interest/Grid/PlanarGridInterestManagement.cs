namespace Tain;

/// <summary>A grid in a plane: height, or depth, does not count.</summary>
public abstract class PlanarGridInterestManagement : GridInterestManagement
{
    /// <summary>In which plane the cells lie.</summary>
    public CheckMethod checkMethod = CheckMethod.XZ_FOR_3D;

    private protected PlanarGridInterestManagement()
    {
    }

    private protected bool IsUpright => checkMethod == CheckMethod.XY_FOR_2D;

    /// <summary>Planes.</summary>
    public enum CheckMethod
    {
        /// <summary>The ground: x and z. For worlds in three dimensions.</summary>
        XZ_FOR_3D,

        /// <summary>The screen: x and y. For worlds in two dimensions.</summary>
        XY_FOR_2D,
    }
}
