package dev.entente.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The log as the program writes it. */
class LogTest {

    @Test
    void has_one_line_for_a_message_whatever_is_in_it() throws Exception {
        LoggerContext context = new LoggerContext();
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(Objects.requireNonNull(Entente.class.getResource("/logback.xml")));
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        ConsoleAppender<ILoggingEvent> appender =
                (ConsoleAppender<ILoggingEvent>) Objects.requireNonNull(root.getAppender("ERR"));
        LoggingEvent event =
                new LoggingEvent(
                        "",
                        root,
                        Level.ERROR,
                        "said: {}",
                        null,
                        new Object[] {"a\r\nb\u001b[2J\u009bK\u202e\u2028${jndi:ldap://x} üp"});
        String line = new String(appender.getEncoder().encode(event), StandardCharsets.UTF_8);
        assertThat(line).endsWith("said: a??b?[2J?K??${jndi:ldap://x} üp\n").hasLineCount(1);
        context.stop();
    }
}
