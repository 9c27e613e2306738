"""What shipped networks really do with ten thousand digits: measured once, shown in films."""
