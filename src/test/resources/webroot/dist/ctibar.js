var Ctibar;
