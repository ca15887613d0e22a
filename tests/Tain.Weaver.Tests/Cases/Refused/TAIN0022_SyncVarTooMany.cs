public class Player : NetworkBehaviour
{
    [SyncVar] public int field00;
    [SyncVar] public int field01;
    [SyncVar] public int field02;
    [SyncVar] public int field03;
    [SyncVar] public int field04;
    [SyncVar] public int field05;
    [SyncVar] public int field06;
    [SyncVar] public int field07;
    [SyncVar] public int field08;
    [SyncVar] public int field09;
    [SyncVar] public int field10;
    [SyncVar] public int field11;
    [SyncVar] public int field12;
    [SyncVar] public int field13;
    [SyncVar] public int field14;
    [SyncVar] public int field15;
    [SyncVar] public int field16;
    [SyncVar] public int field17;
    [SyncVar] public int field18;
    [SyncVar] public int field19;
    [SyncVar] public int field20;
    [SyncVar] public int field21;
    [SyncVar] public int field22;
    [SyncVar] public int field23;
    [SyncVar] public int field24;
    [SyncVar] public int field25;
    [SyncVar] public int field26;
    [SyncVar] public int field27;
    [SyncVar] public int field28;
    [SyncVar] public int field29;
    [SyncVar] public int field30;
    [SyncVar] public int field31;
    [SyncVar] public int field32;
    [SyncVar] public int field33;
    [SyncVar] public int field34;
    [SyncVar] public int field35;
    [SyncVar] public int field36;
    [SyncVar] public int field37;
    [SyncVar] public int field38;
    [SyncVar] public int field39;
}

public class Knight : Player   // TAIN0022
{
    [SyncVar] public int more00;
    [SyncVar] public int more01;
    [SyncVar] public int more02;
    [SyncVar] public int more03;
    [SyncVar] public int more04;
    [SyncVar] public int more05;
    [SyncVar] public int more06;
    [SyncVar] public int more07;
    [SyncVar] public int more08;
    [SyncVar] public int more09;
    [SyncVar] public int more10;
    [SyncVar] public int more11;
    [SyncVar] public int more12;
    [SyncVar] public int more13;
    [SyncVar] public int more14;
    [SyncVar] public int more15;
    [SyncVar] public int more16;
    [SyncVar] public int more17;
    [SyncVar] public int more18;
    [SyncVar] public int more19;
    [SyncVar] public int more20;
    [SyncVar] public int more21;
    [SyncVar] public int more22;
    [SyncVar] public int more23;
    [SyncVar] public int more24;
}
