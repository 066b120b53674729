using PocSharding.Cli;

return Tool.Run(args, Console.Out, Console.Error);
