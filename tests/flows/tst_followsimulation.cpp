// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/flows/callhours.h"
#include "tests/flows/program.h"
#include "tests/flows/simulatedstore.h"
#include "tests/support/suite.h"

#include <QRegularExpression>

#include <array>
#include <set>

using namespace updesk;

namespace
{

using Line = SimulatedLine;
using Known = SimulatedLead;
constexpr int kLeads = 250; ///< of each run
constexpr Time kTold = 30 * kDay; ///< from the arrival of each

/// A run of the simulation and the store that it left.
struct Story {
    QByteArray name, out;
    std::vector<Line> lines;
    std::map<QString, std::vector<Line>> byLead;
    std::map<QString, Known> known;
};

int attemptsOf(const std::vector<Line> &lines)
{
    return int(std::ranges::count_if(lines, [](const Line &line) { return line.isAttempt(); }));
}

/// Which parts of the day the law leaves for calls and texts to this customer, in the zone in which the lines tell
/// them: until noon, until 17:00 and after it. An hour of it on every other day is enough; on fewer days it may be that
/// no step falls on one.
std::array<bool, 3> partsOpen(const Known &lead, const QTimeZone &zone)
{
    constexpr int kStep = 15, kDays = 30;
    std::array<int, 3> days{};
    const QDate first = QDateTime::fromMSecsSinceEpoch(lead.received, zone).date().addDays(1);
    for (int day = 0; day < kDays; ++day) {
        std::array<int, 3> minutes{};
        for (int minute = 8 * 60; minute < 22 * 60; minute += kStep) {
            const QDateTime at(first.addDays(day), QTime(minute / 60, minute % 60), zone);
            if (mayBeCalled(at, lead.region, lead.phone))
                minutes[size_t(minute < 720 ? 0 : minute < 1020 ? 1 : 2)] += kStep;
        }
        for (size_t part = 0; part < days.size(); ++part)
            days[part] += minutes[part] >= 60;
    }
    return {days[0] * 2 >= kDays, days[1] * 2 >= kDays, days[2] * 2 >= kDays};
}

/// Names that docs give to what moves, leaves out or ends a step.
std::set<QString> ruleNames()
{
    std::set<QString> names;
    for (const char *name : {"docs/gate.md", "docs/plans.md"}) {
        QFile file(QStringLiteral(UPDESK_SOURCE_DIR "/") + QLatin1String(name));
        if (!file.open(QIODevice::ReadOnly))
            qFatal("%s cannot be read", name);
        static const QRegularExpression rule(QStringLiteral("\\b(?:US|EM|CA)-[0-9]+\\b|`[a-z_]+`"));
        auto found = rule.globalMatch(QString::fromUtf8(file.readAll()));
        while (found.hasNext())
            names.insert(found.next().captured().remove(u'`'));
    }
    return names;
}

/// Whether what the store says of the lead bears out the rule that is named for leaving out or ending its steps.
bool bearsOut(const Known &lead, const QString &rule)
{
    const std::map<QString, bool> held{{QStringLiteral("no_phone"), lead.phone.isEmpty() || lead.bad},
        {QStringLiteral("no_email"), lead.email.isEmpty()}, {QStringLiteral("reply"), lead.reply > 0},
        {QStringLiteral("visit"), lead.visit > 0}, {QStringLiteral("sale"), lead.sale > 0},
        {QStringLiteral("opt_out"), lead.refused > 0}, {QStringLiteral("US-4"), !lead.asked},
        {QStringLiteral("US-7"), !lead.asked}, {QStringLiteral("CA-1"), !lead.asked},
        {QStringLiteral("CA-6"), !lead.asked}};
    const auto known = held.find(rule);
    return known != held.end() && known->second;
}

} // namespace

/// What the plans do with leads in 30 days, told by the command line and held against the store that it leaves behind.
class TestFollowSimulation : public QObject
{
    Q_OBJECT
    std::unique_ptr<Program> program;
    std::vector<Story> m_stories; ///< clocks change in the first two, and holidays fall into the last two

    Program::Ran simulate(const QString &line) const
    {
        return program->runBare((QStringLiteral("simulate follow-up ") + line).split(u' ', Qt::SkipEmptyParts));
    }
    static QByteArray told(const Story &story, const QString &lead)
    {
        return story.name + ' ' + lead.toLatin1() + ' ' + QByteArray::number(attemptsOf(story.byLead.at(lead)));
    }

private Q_SLOTS:
    void initTestCase()
    {
        program = std::make_unique<Program>();
        for (const char *order : {"--seed 1", "--seed 2 --start 2026-10-26", "--seed 7 --start 2026-06-15"}) {
            Story story;
            story.name = order;
            const QString kept = program->file(QStringLiteral("kept%1.updesk").arg(m_stories.size()));
            const auto ran = simulate(
                QStringLiteral("--leads %1 --days 30 --json --keep %2 ").arg(kLeads).arg(kept) + QLatin1String(order));
            QVERIFY2(ran.status == 0, ran.err.constData());
            story.out = ran.out;
            story.lines = linesOf(ran.out);
            for (const Line &line : story.lines)
                story.byLead[line.of("lead")].push_back(line);
            story.known = knownOf(kept);
            m_stories.push_back(std::move(story));
        }
    }
    void eachLineIsOneObjectWithTheseKeys()
    {
        const QStringList keys =
            QStringLiteral("attempt channel decision lead local plan rule step who zone").split(u' ');
        const std::map<QString, QStringList> codes{
            {QStringLiteral("channel"), {QStringLiteral("call"), QStringLiteral("text"), QStringLiteral("email")}},
            {QStringLiteral("who"), {QStringLiteral("automatic"), QStringLiteral("person")}},
            {QStringLiteral("decision"),
                {QStringLiteral("done"), QStringLiteral("moved"), QStringLiteral("blocked"),
                    QStringLiteral("stopped")}}};
        for (const Story &story : m_stories) {
            QVERIFY(story.out.endsWith("}\n") && !story.out.contains("\n\n") && !story.out.contains('\r'));
            QCOMPARE(story.out.count('\n'), qsizetype(story.lines.size()));
            std::map<QString, std::set<QString>> seen;
            for (const Line &line : story.lines) {
                QCOMPARE(line.json.keys(), keys);
                QVERIFY2(line.at.isValid() && line.attempt >= 0 && line.json[QLatin1String("attempt")].isDouble(),
                    line.words().constData());
                QVERIFY2(line.of("lead").size() == 32 && !line.of("plan").isEmpty() && !line.of("step").isEmpty(),
                    line.words().constData());
                QVERIFY2(line.is("done") || !line.of("rule").isEmpty(), line.words().constData());
                for (const auto &[key, known] : codes) {
                    QVERIFY2(known.contains(line.json[key].toString()), line.words().constData());
                    seen[key].insert(line.json[key].toString());
                }
            }
            for (const auto &[key, known] : codes)
                QCOMPARE(seen[key].size(), size_t(known.size()));
        }
    }
    void localTimeIsThatOfTheZoneAlsoWhenClocksChange()
    {
        for (const Story &story : m_stories) {
            std::map<QString, std::set<int>> offsets;
            QDateTime before;
            for (const Line &line : story.lines) {
                const QTimeZone zone(line.of("zone").toLatin1());
                QVERIFY2(
                    zone.isValid() && zone.offsetFromUtc(line.at) == line.at.offsetFromUtc(), line.words().constData());
                QVERIFY2(!before.isValid() || before <= line.at, line.words().constData()); // in order of time
                before = line.at;
                offsets[line.of("zone")].insert(line.at.offsetFromUtc());
            }
            QVERIFY(offsets.size() >= 9);
            const bool changes = &story != &m_stories.back();
            QCOMPARE(offsets[QStringLiteral("America/New_York")].size(), size_t(changes ? 2 : 1));
            QCOMPARE(offsets[QStringLiteral("Pacific/Honolulu")].size(), size_t(1));
        }
    }
    // Also of a number that turns out to be somebody else's, until it does.
    void aZoneIsThatOfTheNumberOrOfWhatWasStated()
    {
        int wrong = 0;
        for (const Story &story : m_stories) {
            for (const auto &[lead, lines] : story.byLead) {
                const Known &known = story.known.at(lead);
                std::set<QString> zones;
                for (const QString &region : {known.region, regionOfCode(known.phone.mid(2, 3).toInt())}) {
                    const auto place = callRegions().find(region);
                    if (region.isEmpty() || place == callRegions().end())
                        continue;
                    for (const char *zone : place->second.zones)
                        zones.insert(QLatin1String(zone));
                }
                const QString told = lines.front().of("zone");
                QVERIFY2(zones.empty() || zones.contains(told), lines.front().words().constData());
                for (const Line &line : lines)
                    QVERIFY2(known.bad || line.of("zone") == told, line.words().constData());
                wrong += known.bad && told != QLatin1String("America/New_York");
            }
        }
        QVERIFY(wrong > 0);
    }
    void everyLeadOfTheStoreIsTold()
    {
        for (const Story &story : m_stories) {
            QCOMPARE(story.known.size(), size_t(kLeads));
            for (const auto &[lead, known] : story.known)
                QVERIFY2(story.byLead.contains(lead), lead.toLatin1().constData());
            for (const Line &line : story.lines) {
                const Known &known = story.known.at(line.of("lead"));
                const Time since = line.at.toMSecsSinceEpoch() - known.received;
                QVERIFY2(since >= -kSecond && since <= kTold, line.words().constData());
            }
        }
    }
    void whoeverIsSilentAndMayBeReachedIsTriedTenToFifteenTimes()
    {
        for (const Story &story : m_stories) {
            int such = 0;
            for (const auto &[lead, known] : story.known) {
                if (!known.isSilent() || !known.mayBeReached())
                    continue;
                ++such;
                const int attempts = attemptsOf(story.byLead.at(lead));
                QVERIFY2(attempts >= 10 && attempts <= 15, told(story, lead).constData());
            }
            QVERIFY2(such > kLeads / 3, QByteArray::number(such).constData());
        }
    }
    void whoeverWasTriedLessOftenNamesARuleThatTheStoreBearsOut()
    {
        for (const Story &story : m_stories) {
            std::set<QString> seen;
            for (const auto &[lead, lines] : story.byLead) {
                const int attempts = attemptsOf(lines);
                QVERIFY2(attempts <= 15, told(story, lead).constData());
                std::set<QString> rules;
                for (const Line &line : lines) {
                    if ((line.is("blocked") || line.is("stopped")) && bearsOut(story.known.at(lead), line.of("rule")))
                        rules.insert(line.of("rule"));
                }
                QVERIFY2(attempts >= 10 || !rules.empty(), told(story, lead).constData());
                seen.merge(rules);
            }
            for (const char *rule : {"no_phone", "no_email", "reply", "visit", "sale", "opt_out", "US-4", "CA-1"})
                QVERIFY2(seen.contains(QLatin1String(rule)), rule);
        }
    }
    void everyRuleIsOneThatIsWrittenDown()
    {
        const std::set<QString> names = ruleNames();
        for (const Story &story : m_stories) {
            for (const Line &line : story.lines)
                QVERIFY2(line.of("rule").isEmpty() || names.contains(line.of("rule")), line.words().constData());
        }
    }
    void whoeverIsSilentIsTriedInEachPartOfTheDay()
    {
        for (const Story &story : m_stories) {
            std::array<int, 3> asked{};
            int two = 0; // who may be in either of two places, and all the same has a part left
            for (const auto &[lead, known] : story.known) {
                if (!known.isSilent() || !known.mayBeReached())
                    continue;
                std::array<int, 3> parts{};
                std::set<int> weekdays;
                for (const Line &line : story.byLead.at(lead)) {
                    if (!line.isAttempt())
                        continue;
                    ++parts[size_t(line.minute() < 720 ? 0 : line.minute() < 1020 ? 1 : 2)];
                    weekdays.insert(line.at.date().dayOfWeek());
                }
                const Line &first = story.byLead.at(lead).front();
                const std::array<bool, 3> open = partsOpen(known, QTimeZone(first.of("zone").toLatin1()));
                two += !known.region.isEmpty() && (open[0] || open[1] || open[2]);
                for (size_t part = 0; part < parts.size(); ++part) {
                    asked[part] += open[part];
                    QVERIFY2(!open[part] || parts[part] > 0,
                        (told(story, lead) + ' ' + known.region.toLatin1() + known.phone.toLatin1() + ' '
                            + first.of("zone").toLatin1() + ' ' + first.of("plan").toLatin1() + ' '
                            + QByteArray::number(parts[0]) + '+' + QByteArray::number(parts[1]) + '+'
                            + QByteArray::number(parts[2]))
                            .constData());
                }
                QVERIFY2(weekdays.size() >= 4, told(story, lead).constData());
            }
            for (const int such : asked)
                QVERIFY2(such > kLeads / 3, QByteArray::number(such).constData());
            QVERIFY(two > 0);
        }
    }
    void nobodyIsCalledOrTextedOutsideTheHoursOfTheirState()
    {
        std::set<QString> states;
        bool automatic = false, holiday = false, sunday = false;
        for (const Story &story : m_stories) {
            for (const Line &line : story.lines) {
                if (!line.is("done") || line.of("channel") == QLatin1String("email"))
                    continue;
                const Known &known = story.known.at(line.of("lead"));
                const bool person = line.of("who") == QLatin1String("person");
                QVERIFY2(mayBeCalled(line.at, known.region, known.phone),
                    (story.name + ' ' + known.region.toLatin1() + known.phone.toLatin1() + ' ' + line.words())
                        .constData());
                states.insert(regionOfCode(known.phone.mid(2, 3).toInt()));
                automatic = automatic || !person;
                holiday = holiday || isFederalHoliday(line.at.date());
                sunday = sunday || line.at.date().dayOfWeek() == 7;
            }
        }
        QCOMPARE(states.size(), callRegions().size()); // each was tried, also who is nowhere
        QVERIFY(automatic && holiday && sunday); // and the days on which some rest came up
    }
    void noMailOfAPlanDisturbsTheNight()
    {
        for (const Story &story : m_stories) {
            for (const Line &line : story.lines) {
                if (line.is("done") && line.of("channel") == QLatin1String("email") && line.attempt > 0)
                    QVERIFY2(line.minute() >= 480 && line.minute() < 1260, line.words().constData());
            }
        }
    }
    void aNumberInFloridaHasThreeContactsADay()
    {
        for (const Story &story : m_stories) {
            int full = 0;
            for (const auto &[lead, lines] : story.byLead) {
                if (regionOfCode(story.known.at(lead).phone.mid(2, 3).toInt()) != QLatin1String("FL"))
                    continue;
                std::vector<Time> contacts;
                for (const Line &line : lines) {
                    if (line.is("done") && line.of("channel") != QLatin1String("email"))
                        contacts.push_back(line.at.toMSecsSinceEpoch());
                }
                for (size_t i = 0; i + 2 < contacts.size(); ++i)
                    full += contacts[i + 2] - contacts[i] < kDay;
                for (size_t i = 0; i + 3 < contacts.size(); ++i)
                    QVERIFY2(contacts[i + 3] - contacts[i] >= kDay - kMinute, told(story, lead).constData());
            }
            QVERIFY(full > 0); // the cap was reached
        }
    }
    void nothingIsDoneAfterAStop()
    {
        for (const Story &story : m_stories) {
            int stopped = 0;
            for (const auto &[lead, lines] : story.byLead) {
                const Time stop = story.known.at(lead).stop();
                QDateTime said;
                for (const Line &line : lines) {
                    if (line.is("stopped") && (!said.isValid() || line.at < said))
                        said = line.at;
                    QVERIFY2(!line.is("done") || !said.isValid() || line.at < said, line.words().constData());
                    const Time sale = story.known.at(lead).sale; // what a customer does comes later than what we did
                    QVERIFY2(!line.is("done") || sale == 0 || line.at.toMSecsSinceEpoch() + kMinute < sale,
                        line.words().constData());
                    QVERIFY2(
                        !line.is("done") || stop == 0 || line.at.toMSecsSinceEpoch() <= stop, line.words().constData());
                }
                // Who answered is stopped in the same moment.
                const bool within = stop > 0 && stop <= story.known.at(lead).received + kTold;
                QVERIFY2(said.isValid() == within, told(story, lead).constData());
                QVERIFY2(!within || qAbs(said.toMSecsSinceEpoch() - stop) < kMinute, told(story, lead).constData());
                stopped += within;
            }
            QVERIFY(stopped > kLeads / 10);
        }
    }
    void nothingLeavesByItselfUntilTheCallThatWasAgreedOn()
    {
        for (const Story &story : m_stories) {
            int agreed = 0;
            for (const auto &[lead, lines] : story.byLead) {
                const Known &known = story.known.at(lead);
                agreed += known.agreed > 0;
                QVERIFY2((known.agreed > 0) == (known.callBack > known.agreed), told(story, lead).constData());
                for (const Line &line : lines) {
                    const Time at = line.at.toMSecsSinceEpoch();
                    const bool itself = line.is("done") && line.of("who") == QLatin1String("automatic");
                    QVERIFY2(!itself || at <= known.agreed || at >= known.callBack, line.words().constData());
                }
            }
            QVERIFY(agreed > 0);
        }
    }
    void aStepIsDoneOnce()
    {
        for (const Story &story : m_stories) {
            std::set<QString> seen;
            for (const Line &line : story.lines) {
                if (line.is("done"))
                    QVERIFY2(seen.insert(line.of("lead") + line.of("plan") + line.of("step")).second,
                        line.words().constData());
            }
        }
    }
    void theSameSeedTellsTheSameStoryAndAnotherAnother()
    {
        const auto tell = [&](const char *seed) {
            return simulate(QStringLiteral("--leads 60 --days 1 --json --seed ") + QLatin1String(seed)).out;
        };
        const QByteArray one = tell("3"), two = tell("4");
        QVERIFY(!one.isEmpty());
        QCOMPARE(tell("3"), one);
        const auto arrivals = [](const QByteArray &out) {
            std::set<QString> moments;
            for (const Line &line : linesOf(out)) {
                if (line.is("done") && line.attempt == 0)
                    moments.insert(line.of("zone") + line.of("local"));
            }
            return moments;
        };
        const std::set<QString> first = arrivals(one), second = arrivals(two);
        const auto shared = std::ranges::count_if(first, [&](const QString &at) { return second.contains(at); });
        QVERIFY(first.size() > 30);
        QVERIFY2(shared * 10 < qsizetype(first.size()), QByteArray::number(qsizetype(shared)).constData());
    }
    void wrongOrdersAreRefusedInWords_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QByteArray>("words");
        const auto row = [](const char *line, const char *words) {
            QTest::addRow("%s", line) << QString::fromLatin1(line) << QByteArray(words);
        };
        row("simulate", "Something is missing.");
        row("simulate weather", "Only follow-up can be simulated.");
        row("simulate follow-up again", "There is too much.");
        for (const char *line : {"--leads 0", "--leads 100001", "--days 0", "--days 401", "--leads 2147483647"})
            row((QByteArray("simulate follow-up ") + line).constData(), "--leads is 1 to 100000, --days 1 to 400.");
        for (const char *line : {"--leads many", "--leads 1.5", "--leads -3", "--days -1", "--days 1e3", "--seed x",
                 "--seed -1", "--leads 99999999999999999999", "--days 2147483648", "--leads="})
            row((QByteArray("simulate follow-up ") + line).constData(),
                "--leads, --days and --seed are whole numbers.");
        for (const char *line : {"--start tomorrow", "--start 2025-12-31", "--start 2026-02-30", "--start 2100-01-01"})
            row((QByteArray("simulate follow-up ") + line).constData(),
                "--start is a day from 2026-01-01 to 2099-12-31.");
        row("simulate follow-up --wheather", "wheather");
    }
    void wrongOrdersAreRefusedInWords()
    {
        QFETCH(QString, line);
        QFETCH(QByteArray, words);
        const auto ran = program->runBare(line.split(u' '));
        QCOMPARE(ran.status, 2);
        QVERIFY(ran.out.isEmpty());
        QVERIFY2(ran.err.contains(words), ran.err.constData());
    }
    void noStoreThatIsThereIsTouched()
    {
        const QString mine = program->write(QStringLiteral("mine.updesk"), "not a store");
        const auto kept = simulate(QStringLiteral("--leads 2 --days 1 --keep ") + mine);
        QCOMPARE(kept.status, 3);
        QVERIFY2(kept.err.contains("is already there. It was left as it is."), kept.err.constData());
        const auto beside = simulate(QStringLiteral("--leads 2 --days 1 --store ") + mine);
        QVERIFY2(beside.status == 0 && !beside.out.isEmpty(), beside.err.constData());
        QCOMPARE(program->read(mine), QByteArray("not a store"));
        const QString none = program->file(QStringLiteral("none/none.updesk"));
        QCOMPARE(simulate(QStringLiteral("--leads 2 --days 1 --store ") + none).status, 0); // it needs none
        const auto nowhere = simulate(QStringLiteral("--leads 2 --days 1 --keep ") + none);
        QCOMPARE(nowhere.status, 4);
        QVERIFY2(nowhere.out.isEmpty() && nowhere.err.contains("is not there"), nowhere.err.constData());
        QVERIFY(!QFile::exists(none));
    }
};

UPDESK_TEST(TestFollowSimulation);
#include "tst_followsimulation.moc"
