System.Console.WriteLine("poc-sharding");
