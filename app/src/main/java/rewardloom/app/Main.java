package rewardloom.app;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Starts Rewardloom: a window without arguments, a command with them. */
@Command(name = "rewardloom", mixinStandardHelpOptions = true, versionProvider = Main.Version.class)
public final class Main implements Runnable {

    public static void main(String[] args) {
        System.exit(new CommandLine(new Main()).execute(args));
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.err);
    }

    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"Rewardloom " + (version == null ? "development" : version)};
        }
    }
}
