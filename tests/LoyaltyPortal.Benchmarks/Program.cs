int Main() => 0;
return Main();
