// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command.h"
#include "app/commands.h"
#include "app/parsecommand.h"

#include <QLoggingCategory>
#include <QTranslator>

#include <array>
#include <cstdio>

namespace
{

struct Verb {
    const char *name;
    const char *usage;
    const char *about;
    int (*run)(const QStringList &arguments); ///< arguments without the verb; returns the exit status
};

constexpr auto kVerbs = std::to_array<Verb>({
    {"init", "init --config FILE | --sample small|large [--leads N] [--seed N]",
        QT_TRANSLATE_NOOP("Updeskctl", "makes a store"), updesk::initCommand},
    {"configure", "configure --config FILE [--dry-run]",
        QT_TRANSLATE_NOOP("Updeskctl", "brings a store in line with a changed set-up file"), updesk::configureCommand},
    {"import", "import PATH...", QT_TRANSLATE_NOOP("Updeskctl", "reads lead documents from files and folders"),
        updesk::importCommand},
    {"watch", "watch DIR [--once]", QT_TRANSLATE_NOOP("Updeskctl", "reads what is put into a folder"),
        updesk::watchCommand},
    {"quarantine", "quarantine [--set-aside] [--show ID] [--retry ID]",
        QT_TRANSLATE_NOOP("Updeskctl", "what came in and is no lead yet"), updesk::quarantineCommand},
    {"queue", "queue [--mine | --unassigned] [--later] [--limit N]",
        QT_TRANSLATE_NOOP("Updeskctl", "who is to be called, in order"), updesk::queueCommand},
    {"leads", "leads [--all | --unverified] [--limit N]",
        QT_TRANSLATE_NOOP("Updeskctl", "leads, newest first; or those whose answer has no proof"),
        updesk::leadsCommand},
    {"show", "show LEAD", QT_TRANSLATE_NOOP("Updeskctl", "one lead with its whole history"), updesk::showCommand},
    {"log-call",
        "log-call LEAD --outcome OUTCOME [--at TIME] [--dialled TIME] [--told TIME] [--reason CODE] [--note TEXT] "
        "[--words TEXT]",
        QT_TRANSLATE_NOOP("Updeskctl", "writes down how a call went"), updesk::logCallCommand},
    {"log-sent", "log-sent LEAD --by email|text [--told TIME]",
        QT_TRANSLATE_NOOP("Updeskctl", "writes down an e-mail or a text that was sent from elsewhere"),
        updesk::logSentCommand},
    {"appointments",
        "appointments [--day DATE] [--week] [--person LOGIN] [--showroom] | appointments --show-rate [--since TIME]",
        QT_TRANSLATE_NOOP("Updeskctl", "who comes when, and who is in the store now"), updesk::appointmentsCommand},
    {"visit",
        "visit LEAD --confirmed [--by phone|text|email|person] | --arrived | --missed | --cancelled [--why TEXT] | "
        "--left | --at TIME",
        QT_TRANSLATE_NOOP("Updeskctl", "writes down what becomes of an appointment"), updesk::visitCommand},
    {"pencil", "pencil LEAD [--csv]",
        QT_TRANSLATE_NOOP("Updeskctl", "the payment that was kept for a lead, for a dealer's management system"),
        updesk::pencilCommand},
    {"gate",
        "gate LEAD --channel call|text|email [--at TIME] [--purpose PURPOSE] [--automatic] | gate --log [LEAD] "
        "[--since TIME] | "
        "gate --rules | gate --set-rules FILE",
        QT_TRANSLATE_NOOP("Updeskctl",
            "tells whether the law lets a customer be contacted, and why not; keeps nothing; what was asked before"),
        updesk::gateCommand},
    {"dnc", "dnc import FILE --dated DATE | dnc mark | dnc status",
        QT_TRANSLATE_NOOP("Updeskctl", "the national do-not-call list: puts one in, marks phones by it, its age"),
        updesk::dncCommand},
    {"opt-outs", "opt-outs [--since TIME]",
        QT_TRANSLATE_NOOP("Updeskctl", "how long it took until refusals were honoured, the slowest first"),
        updesk::optOutsCommand},
    {"incentives", "incentives [import FILE | clear]",
        QT_TRANSLATE_NOOP(
            "Updeskctl", "the incentives that messages may name; puts a file's in their place (CSV, JSON)"),
        updesk::incentivesCommand},
    {"channels",
        "channels [--set FILE] [--read-all] [--secret NAME] [--test mail-out|mail-in|text|links|phone [--to WHERE]]",
        QT_TRANSLATE_NOOP("Updeskctl", "the ways of e-mail, texts and phone; sets them up and tries them out"),
        updesk::channelsCommand},
    {"sending", "sending [--release]",
        QT_TRANSLATE_NOOP("Updeskctl", "whether messages may leave; lets them go after the server was set back"),
        updesk::sendingCommand},
    {"calls", "calls FILE", QT_TRANSLATE_NOOP("Updeskctl", "takes over a phone system's list of calls (CSV)"),
        updesk::callsCommand},
    {"sources", "sources [--set NAME --kind KIND]",
        QT_TRANSLATE_NOOP("Updeskctl", "where leads come from and what their rates rest on; says what a source is"),
        updesk::sourcesCommand},
    {"rings", "rings", QT_TRANSLATE_NOOP("Updeskctl", "postal prefixes of customers that no distance ring covers"),
        updesk::ringsCommand},
    {"route", "route LEAD | --test [--source NAME] [--type TYPE] [--status new|used] [--make MAKE] [--at TIME]",
        QT_TRANSLATE_NOOP("Updeskctl", "tells who would get a lead and why; writes nothing"), updesk::routeCommand},
    {"busy", "busy [--for MINUTES|shift | --off]",
        QT_TRANSLATE_NOOP(
            "Updeskctl", "who is with a customer and gets no new lead; says so of whoever is at the desk"),
        updesk::busyCommand},
    {"fairness", "fairness [--since DATE]",
        QT_TRANSLATE_NOOP("Updeskctl", "who got how many leads, by tier and by rule"), updesk::fairnessCommand},
    {"score-model", "score-model [--set FILE [--since TIME]]",
        QT_TRANSLATE_NOOP("Updeskctl", "the versions of the score model; puts in another"), updesk::modelCommand},
    {"templates", "templates",
        QT_TRANSLATE_NOOP("Updeskctl", "the store's e-mails and texts in every language, with what is wrong with them"),
        updesk::templatesCommand},
    {"fill", "fill TEMPLATE LEAD [--lang en|es|fr]",
        QT_TRANSLATE_NOOP("Updeskctl", "prints a template filled for a lead and how long it is; sends nothing"),
        updesk::fillCommand},
    {"plans", "plans [--use] [--on KEY] [--off KEY]",
        QT_TRANSLATE_NOOP(
            "Updeskctl", "the plans of follow-up, with what is wrong with them; takes the shipped ones over"),
        updesk::plansCommand},
    {"plan", "plan check FILE | plan save FILE [--move STEP]",
        QT_TRANSLATE_NOOP("Updeskctl", "checks a plan in a file; saves it as a new version"), updesk::planCommand},
    {"enrolment", "enrolment LEAD [--start KEY | --stop]",
        QT_TRANSLATE_NOOP("Updeskctl", "the plans of a lead, step by step; puts it into one or takes it out"),
        updesk::enrolmentCommand},
    {"effect", "effect [--since TIME] [--by words|step|text|channel]",
        QT_TRANSLATE_NOOP("Updeskctl", "what the steps of plans brought, by what was said"), updesk::effectCommand},
    {"simulate", "simulate follow-up [--leads N] [--days N] [--seed N]",
        QT_TRANSLATE_NOOP("Updeskctl", "plays invented inquiries through the plans; needs no store"),
        updesk::simulateCommand},
    {"undo", "undo [--skip]", QT_TRANSLATE_NOOP("Updeskctl", "takes back what was done last"), updesk::undoCommand},
    {"unmerge", "unmerge LEAD [--merge ID]",
        QT_TRANSLATE_NOOP("Updeskctl", "parts two customers again that were merged within 30 days"),
        updesk::unmergeCommand},
    {"erase", "erase CUSTOMER --last-name NAME",
        QT_TRANSLATE_NOOP("Updeskctl", "erases a person for good, by a manager; there is no undo"),
        updesk::eraseCommand},
    {"disposal",
        "disposal [--approve all|ID,... --count N | --hold CUSTOMER --why TEXT | --lift CUSTOMER --why TEXT | --months "
        "N|off | --certificate [--since TIME]]",
        QT_TRANSLATE_NOOP("Updeskctl", "customers without business for long, and who keeps them; erases them"),
        updesk::disposalCommand},
    {"export", "export DIR", QT_TRANSLATE_NOOP("Updeskctl", "writes every table as CSV"), updesk::exportCommand},
    {"check", "check [--rebuild]", QT_TRANSLATE_NOOP("Updeskctl", "verifies the whole store"), updesk::checkCommand},
    {"key", "key --save FILE | --take FILE | --forget",
        QT_TRANSLATE_NOOP(
            "Updeskctl", "saves the key of the store's file, gives it to this computer, or takes it away"),
        updesk::keyCommand},
    {"salvage", "salvage --to FILE | --take FILE",
        QT_TRANSLATE_NOOP("Updeskctl", "saves from a damaged file what no server has; gives it to a new one"),
        updesk::salvageCommand},
    {"server",
        "server init|upgrade|adopt|invite|add-user|revoke|reset-factor|check|backup|erasures|restore-drill URL ...",
        QT_TRANSLATE_NOOP("Updeskctl", "sets up and keeps the shared server"), updesk::serverCommand},
    {"join",
        "join URL|--invite FILE|CODE --login NAME --password-file FILE [--ca FILE] [--member-of NUMBER] [--remember]",
        QT_TRANSLATE_NOOP("Updeskctl", "makes a desk of a shared store"), updesk::joinCommand},
    {"sync", "sync [--once | --follow] [--password-file FILE] | sync --status | sync --away-days N",
        QT_TRANSLATE_NOOP("Updeskctl", "sends and takes changes"), updesk::syncCommand},
    {"agent", "agent [--password-file FILE] [--watch DIR] [--once-for SECONDS]",
        QT_TRANSLATE_NOOP("Updeskctl", "runs a store's automation without a window, until stopped"),
        updesk::agentCommand},
    {"parse", "parse FILE... [--tz ZONE] [--region CC]",
        QT_TRANSLATE_NOOP("Updeskctl", "prints what is in lead documents; needs no store"), updesk::parseCommand},
});

int usage(std::FILE *out, int status)
{
    using updesk::Words;
    QString text = Words::tr("usage: updeskctl [--store FILE] [--key-file FILE] [--json] VERB ...") + u'\n';
    for (const Verb &verb : kVerbs)
        text += QStringLiteral("  %1\n      %2\n").arg(QLatin1String(verb.usage), Words::tr(verb.about));
    text += Words::tr("LEAD is the beginning or end of its id, its number at the sender, or words of the name.\n"
                      "OUTCOME: spoke-visit, spoke-callback, voicemail, no-answer, wrong-number, not-interested, "
                      "do-not-contact.\n"
                      "--now TIME, --speed N and --user LOGIN work on sample stores only.\n"
                      "Exit status: 0 done; 1 failed, the file could not be read or written; 2 the words of the call "
                      "are wrong;\n"
                      "  3 refused by a rule, nothing changed; 4 not found, or several may be meant; 5 check found "
                      "faults.\n");
    std::fputs(text.toUtf8().constData(), out);
    return status;
}

/// Options may stand before the verb; those that take a value are followed by it.
qsizetype placeOfVerb(const QStringList &arguments)
{
    static const QStringList withValue{QStringLiteral("--store"), QStringLiteral("--key-file"), QStringLiteral("--now"),
        QStringLiteral("--speed"), QStringLiteral("--user")};
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        if (!arguments[i].startsWith(u'-'))
            return i;
        if (withValue.contains(arguments[i]))
            ++i;
    }
    return -1;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("updesk"));
    QCoreApplication::setApplicationVersion(QStringLiteral(UPDESK_VERSION));
    // What the store logs about a damaged file is for whoever mends programs; QT_LOGGING_RULES brings it back.
    QLoggingCategory::setFilterRules(QStringLiteral("default.warning=false"));
    QTranslator words; // plural forms
    if (words.load(QStringLiteral(":/i18n/updesk_en.qm")))
        QCoreApplication::installTranslator(&words);
    QStringList arguments = QCoreApplication::arguments().mid(1);
    updesk::speakJson(arguments.contains(QLatin1String("--json")));
    const qsizetype place = placeOfVerb(arguments);
    const QString name = place < 0 ? QString() : arguments.takeAt(place);
    for (const Verb &verb : kVerbs) {
        if (name == QLatin1String(verb.name))
            return verb.run(arguments);
    }
    const bool asked = name == QLatin1String("help") || arguments.contains(QLatin1String("--help"))
        || arguments.contains(QLatin1String("-h"));
    if (asked)
        return usage(stdout, updesk::ExitDone);
    if (arguments.contains(QLatin1String("--json")))
        return updesk::giveUp(updesk::ExitUsage, "usage",
            name.isEmpty() ? updesk::Words::tr("There is no verb.")
                           : updesk::Words::tr("There is no verb %1.").arg(name));
    const int status = usage(stderr, updesk::ExitUsage);
    if (!name.isEmpty()) // below all that there is, where it is seen
        updesk::complain(updesk::Words::tr("There is no verb %1.").arg(name));
    return status;
}
