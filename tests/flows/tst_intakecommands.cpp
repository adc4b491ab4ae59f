// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/flows/program.h"
#include "tests/support/suite.h"

#include <QDir>
#include <QJsonArray>
#include <QProcess>

#include <csignal>

using namespace updesk;

static QStringList words(const char *line) { return QString::fromLatin1(line).split(u' ', Qt::SkipEmptyParts); }

static constexpr char kBroken[] = "<?xml version=\"1.0\"?><adf><prospect><customer><contact><name>J";

/// Documents that come in by import and by the watched folder.
class TestIntakeCommands : public QObject
{
    Q_OBJECT

    static int leadsIn(const Program &program)
    {
        return int(
            program.run(words("leads --all --json --limit 100000")).json()[QLatin1String("rows")].toArray().size());
    }

private Q_SLOTS:
    void aFolderIsReadWithAllThatIsInItAndTheSecondTimeChangesNothing()
    {
        const Program program;
        QVERIFY(program.makeSample());
        const int before = leadsIn(program);
        program.write(QStringLiteral("in/a.xml"), Program::adf("Rosa Quist", "(555) 555-0150", "A-1"));
        program.write(QStringLiteral("in/deep/b.xml"), Program::adf("Noor Vale", "(555) 555-0151", "A-2"));
        program.write(QStringLiteral("in/broken.xml"), kBroken);
        const auto first = program.run(words("import in --json"));
        QCOMPARE(first.status, 0);
        QCOMPARE(first.json()[QLatin1String("new_leads")].toInt(), 2);
        QCOMPARE(first.json()[QLatin1String("quarantined")].toInt(), 1);
        QCOMPARE(leadsIn(program), before + 2);
        const auto again = program.run(words("import in --json"));
        QCOMPARE(again.status, 0);
        QCOMPARE(again.json()[QLatin1String("new_leads")].toInt(), 0);
        QCOMPARE(again.json()[QLatin1String("known")].toInt(), 3);
        QCOMPARE(leadsIn(program), before + 2);
        QCOMPARE(program.run(words("check")).status, 0);
    }
    void anUnknownSenderIsListedUntilItsTypeIsSet()
    {
        const Program program;
        QVERIFY(program.makeSample());
        QByteArray document = Program::adf("Rosa Quist", "(555) 555-0150", "Z-1");
        document.replace(
            "<name part=\"full\">Website</name></provider>", "<name>Zed Lead Vendor Inc</name></provider>");
        document.replace(" source=\"Website\"", "");
        program.write(QStringLiteral("z.xml"), document);
        QCOMPARE(program.run(words("import z.xml")).status, 0);
        const auto zed = [&] {
            for (const QJsonValue &row :
                program.run(words("sources --json")).json()[QLatin1String("sources")].toArray()) {
                if (row[QLatin1String("name")].toString() == QLatin1String("Zed Lead Vendor Inc"))
                    return row.toObject();
            }
            return QJsonObject();
        };
        QCOMPARE(zed()[QLatin1String("kind")].toString(), QStringLiteral("unknown"));
        QVERIFY(zed()[QLatin1String("type_missing")].toBool());
        QVERIFY(program.run(words("sources")).out.contains("unknown source: set its type"));
        QStringList set = words("sources --kind third-party --set");
        set << QStringLiteral("Zed Lead Vendor Inc");
        QCOMPARE(program.run(set).status, 0);
        QCOMPARE(zed()[QLatin1String("kind")].toString(), QStringLiteral("third-party"));
        QVERIFY(!zed()[QLatin1String("type_missing")].toBool());
        set[2] = QStringLiteral("unknown");
        QCOMPARE(program.run(set).status, 2);
        QCOMPARE(program.run(words("sources --kind repeat --set Nobody")).status, 4);
        QCOMPARE(program.run(words("sources --kind repeat")).status, 2);
        QCOMPARE(program.run(words("check")).status, 0);
    }
    void aPrefixWithoutARingIsWarnedOfOnce()
    {
        const Program program;
        QVERIFY(program.makeSample());
        const auto far = [&](const char *name, const char *phone, const char *id) {
            QByteArray document = Program::adf(name, phone, id);
            document.replace("</contact>", "<address><postalcode>99501</postalcode></address></contact>");
            return document;
        };
        program.write(QStringLiteral("a.xml"), far("Rosa Quist", "(555) 555-0150", "A-1"));
        program.write(QStringLiteral("b.xml"), far("Noor Vale", "(555) 555-0151", "A-2"));
        QVERIFY(program.run(words("import a.xml")).err.contains("995"));
        QVERIFY(!program.run(words("import b.xml")).err.contains("995"));
        QVERIFY(program.run(words("rings")).out.contains("995       no ring, addresses: 2"));
    }
    void whatAnInquiryWishesForIsFollowedAndShown()
    {
        const Program program;
        QVERIFY(program.makeSample());
        QByteArray document = Program::adf("Rosa Quist", "(555) 555-0150", "A-1");
        document.replace(
            "<phone>", "<email preferredcontact=\"1\">rosa.quist@example.org</email><phone time=\"evening\">");
        document.replace("</vehicle>",
            "<colorcombination><exteriorcolor>Red</exteriorcolor></colorcombination><finance><method>lease</method>"
            "</finance></vehicle>");
        program.write(QStringLiteral("a.xml"), document);
        QCOMPARE(program.at10(words("import a.xml")).status, 0);
        const auto shown = program.at10(words("show A-1"));
        for (const char *line :
            {"Prefers     e-mails", "Best time   evening", "Payment     lease", "Red", "Email, attempt 1"})
            QVERIFY2(shown.out.contains(line), (line + QByteArray(" is not in\n") + shown.out).constData());
        const auto json = program.at10(words("show A-1 --json")).json();
        QCOMPARE(json[QLatin1String("preferred_channel")].toString(), QStringLiteral("email"));
        QCOMPARE(json[QLatin1String("best_time")].toString(), QStringLiteral("evening"));
        QCOMPARE(json[QLatin1String("next")].toString(), QStringLiteral("Email, attempt 1"));
        QVERIFY(json[QLatin1String("vehicle_details")][0].toString().contains(QLatin1String("Red")));
        QCOMPARE(program.at10(words("log-sent A-1")).status, 2);
        QCOMPARE(program.at10(words("log-sent A-1 --by email --told 2036-01-01T10:00")).status, 3);
        QCOMPARE(program.run(words("--now 2026-03-12T10:05:00-04:00 log-sent A-1 --by email")).status, 0);
        const auto answered = program.at10(words("show A-1 --json")).json();
        QCOMPARE(answered[QLatin1String("evidence")].toString(), QStringLiteral("told"));
        QCOMPARE(answered[QLatin1String("next")].toString(), QStringLiteral("Email, attempt 2 of 8"));
    }
    void whatALeadLacksIsSaid()
    {
        const Program program;
        QVERIFY(program.makeSample());
        QByteArray document = Program::adf("Rosa Quist", "5551234", "A-1");
        document.replace("Is it there?", "Hello.");
        program.write(QStringLiteral("a.xml"), document);
        QCOMPARE(program.run(words("import a.xml")).status, 0);
        const auto shown = program.run(words("show A-1"));
        QVERIFY2(shown.out.contains("Missing     a phone or an email that works"), shown.out.constData());
        const QJsonArray missing = program.run(words("show A-1 --json")).json()[QLatin1String("missing")].toArray();
        QVERIFY(missing.contains(QStringLiteral("reach")) && !missing.contains(QStringLiteral("name")));
    }
    void aRefusalIsShownWithItsWords()
    {
        const Program program;
        QVERIFY(program.makeSample());
        QByteArray document = Program::adf("Rosa Quist", "(555) 555-0150", "A-1");
        document.replace("Is it there?", "Is it there? Please do not call me.");
        program.write(QStringLiteral("a.xml"), document);
        QCOMPARE(program.run(words("import a.xml")).status, 0);
        const auto shown = program.run(words("show A-1"));
        QVERIFY2(shown.out.contains("calls: Please do not call me."), shown.out.constData());
        QVERIFY(!shown.out.contains("Call, attempt"));
        QVERIFY(shown.out.contains("of 100 buy (guide figure)"));
        const auto json = program.run(words("show A-1 --json")).json();
        QCOMPARE(json[QLatin1String("refusals")][0][QLatin1String("channel")].toString(), QStringLiteral("phone"));
    }
    void aReplyThatSoundsAngrySaysSoInQueueAndShow()
    {
        const Program program;
        QVERIFY(program.makeSample());
        QByteArray document = Program::adf("Rosa Quist", "(555) 555-0150", "A-1");
        document.replace("</contact>", "<email>rosa.quist@example.org</email></contact>");
        program.write(QStringLiteral("a.xml"), document);
        QCOMPARE(program.run(words("import a.xml")).status, 0);
        const auto tone = [&] { return program.run(words("show A-1 --json")).json()[QLatin1String("tone")].toArray(); };
        QVERIFY(tone().isEmpty());
        program.write(QStringLiteral("r.eml"),
            "From: rosa.quist@example.org\r\nTo: sales@northgate.example\r\nSubject: Re: RAV4\r\n"
            "In-Reply-To: <x@y>\r\nMessage-ID: <t@z>\r\n\r\nYou lied to me. Call me ASAP.\r\n");
        QVERIFY(program.run(words("import r.eml")).out.contains("1"));
        const QJsonArray both{QStringLiteral("angry"), QStringLiteral("urgent")};
        QCOMPARE(tone(), both);
        const auto shown = program.run(words("show A-1"));
        QCOMPARE(shown.out.count("Sounds angry, urgent"), 2); // of the lead, and of the line of its history
        int marked = 0;
        for (const QJsonValue row : program.run(words("queue --json")).json()[QLatin1String("rows")].toArray())
            marked += row[QLatin1String("tone")].toArray() == both;
        QCOMPARE(marked, 1);
        QVERIFY(program.run(words("queue")).out.contains("Sounds angry, urgent"));
    }
    void aFileThatCannotBeOpenedIsOneAndTheOthersComeInAllTheSame()
    {
        const Program program;
        QVERIFY(program.makeSample());
        program.write(QStringLiteral("a.xml"), Program::adf("Rosa Quist", "(555) 555-0150", "A-1"));
        const auto ran = program.run(words("import nowhere.xml a.xml"));
        QCOMPARE(ran.status, 1);
        QVERIFY(ran.out.contains("nowhere.xml: could not be opened"));
        QVERIFY(ran.out.contains("1 new leads"));
    }
    void manyFilesAreSummedUp()
    {
        const Program program;
        QVERIFY(program.makeSample());
        for (int i = 0; i < 250; ++i)
            program.write(QStringLiteral("many/%1.xml").arg(i),
                Program::adf("Person " + QByteArray::number(i), "(555) 556-" + QByteArray::number(1000 + i),
                    "M-" + QByteArray::number(i)));
        const auto ran = program.run(words("import many"));
        QCOMPARE(ran.status, 0);
        QVERIFY2(ran.out.contains("Read 250 files: 250 new leads"), ran.out.constData());
        QCOMPARE(ran.out.count('\n'), 1);
    }
    void whatIsNoLeadIsListedShownAndTriedAgain()
    {
        const Program program;
        QVERIFY(program.makeSample());
        const auto listed = [&](const char *call) {
            return program.run(words(call)).json()[QLatin1String("rows")].toArray();
        };
        const int before = int(listed("quarantine --json").size());
        const int asideBefore = int(listed("quarantine --set-aside --json").size());
        program.write(QStringLiteral("in/broken.xml"), kBroken);
        program.write(QStringLiteral("in/spam.eml"),
            "From: news@bulk.example\r\nTo: leads@northgate.example\r\nSubject: Hello\r\nPrecedence: bulk\r\n"
            "Message-ID: <1@bulk.example>\r\n\r\nBuy cheap \x1b[2Jtyres\r\n");
        QCOMPARE(program.run(words("import in")).status, 0);
        QCOMPARE(int(listed("quarantine --json").size()), before + 1);
        const QJsonArray aside = listed("quarantine --set-aside --json");
        QCOMPARE(int(aside.size()), asideBefore + 1);
        QCOMPARE(aside[0][QLatin1String("code")].toString(), QStringLiteral("spam"));
        QVERIFY(program.run(words("quarantine --set-aside")).out.contains("news@bulk.example"));
        const QStringList one{
            QStringLiteral("quarantine"), QStringLiteral("--show"), aside[0][QLatin1String("id")].toString()};
        const auto shown = program.run(one);
        QVERIFY(shown.out.contains("Buy cheap") && !shown.out.contains('\x1b'));
        const auto again =
            program.run({QStringLiteral("quarantine"), QStringLiteral("--retry"), one[2], QStringLiteral("--json")});
        QCOMPARE(again.json()[QLatin1String("outcome")].toString(), QStringLiteral("quarantined"));
        QVERIFY(again.json()[QLatin1String("set_aside")].toBool());
        QCOMPARE(program.run(words("quarantine --show zz")).status, 2);
        QCOMPARE(program.run(words("quarantine --retry 00000000000000000000000000000001")).status, 4);
    }
    void anInquiryThatJoinsSaysItsSourceAndAMarkedAddressIsUndone()
    {
        const Program program;
        QVERIFY(program.makeSample());
        const auto inquiry = [](const QByteArray &provider, const QByteArray &id) {
            return "<?xml version=\"1.0\"?><adf><prospect><id source=\"" + provider + "\">" + id
                + "</id><vehicle><make>Toyota</make><model>RAV4</model></vehicle><customer><contact><name "
                  "part=\"full\">"
                  "Rosa Quist</name><email>rosa.quist@example.org</email></contact></customer><provider><name>"
                + provider + "</name></provider></prospect></adf>";
        };
        program.write(QStringLiteral("a.xml"), inquiry("CarGurus", "G-1"));
        program.write(QStringLiteral("b.xml"), inquiry("Edmunds", "E-1"));
        program.write(QStringLiteral("c.xml"), inquiry("Edmunds", "E-1") + "\n");
        QCOMPARE(program.run(words("import a.xml")).status, 0);
        QVERIFY(program.run(words("import b.xml")).out.contains("1 joined leads we had"));
        const auto show = [&] { return program.run(words("show rosa quist")).out; };
        QVERIFY2(show().contains("asked again, 2nd source: Edmunds"), show().constData());
        program.run(words("import c.xml"));
        QCOMPARE(show().count("asked again"), 1);
        program.write(QStringLiteral("bounce.eml"),
            "From: MAILER-DAEMON@mx.example\r\nTo: sales@northgate.example\r\nSubject: Undelivered\r\n"
            "Message-ID: <b@mx.example>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/report; "
            "report-type=delivery-status; boundary=b\r\n\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n"
            "Reporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822; rosa.quist@example.org\r\n"
            "Action: failed\r\nStatus: 5.1.1\r\n\r\n--b--\r\n");
        QVERIFY(program.run(words("import bounce.eml")).out.contains("set aside (bounce)"));
        QVERIFY(show().contains("rosa.quist@example.org (wrong)"));
        QVERIFY(program.run(words("undo")).out.contains("Taken back: a mail that came back"));
        QVERIFY(!show().contains("(wrong)"));
        QCOMPARE(program.run(words("check")).status, 0);
    }
    void watchTakesWhatStandsStillAndMovesIt()
    {
        const Program program;
        QVERIFY(program.makeSample());
        const int before = leadsIn(program);
        program.write(QStringLiteral("drop/a.xml"), Program::adf("Rosa Quist", "(555) 555-0150", "A-1"));
        program.write(QStringLiteral("drop/broken.xml"), kBroken);
        program.write(QStringLiteral("drop/half.xml.part"), "<adf>");
        const auto ran = program.run(words("watch drop --once --json"));
        QCOMPARE(ran.status, 0);
        QCOMPARE(leadsIn(program), before + 1);
        QCOMPARE(program.filesIn(QStringLiteral("drop")), QStringList{QStringLiteral("half.xml.part")});
        QCOMPARE(program.filesIn(QStringLiteral("drop/done")), QStringList{QStringLiteral("a.xml")});
        QCOMPARE(program.filesIn(QStringLiteral("drop/failed")), QStringList{QStringLiteral("broken.xml")});
    }
    // As after a crash between the commit and the move: the store knows the bytes, the file is still there.
    void bytesThatTheStoreHasAlreadyAreMovedAndChangeNothing()
    {
        const Program program;
        QVERIFY(program.makeSample());
        const QByteArray document = Program::adf("Rosa Quist", "(555) 555-0150", "A-1");
        program.write(QStringLiteral("drop/a.xml"), document);
        QCOMPARE(program.run(words("import drop/a.xml")).status, 0);
        const int before = leadsIn(program);
        QCOMPARE(program.run(words("watch drop --once")).status, 0);
        program.write(QStringLiteral("drop/a.xml"), document);
        QCOMPARE(program.run(words("watch drop --once")).status, 0);
        QCOMPARE(leadsIn(program), before);
        QCOMPARE(program.filesIn(QStringLiteral("drop/done")),
            (QStringList{QStringLiteral("a (2).xml"), QStringLiteral("a.xml")}));
        QCOMPARE(program.read(program.file(QStringLiteral("drop/done/a (2).xml"))), document);
    }
    void aWatchThatWasKilledLosesNothingAndDoublesNothing()
    {
        const Program program;
        QVERIFY(program.makeSample());
        const int before = leadsIn(program);
        constexpr int kFiles = 60;
        for (int i = 0; i < kFiles; ++i)
            program.write(QStringLiteral("drop/%1.xml").arg(i),
                Program::adf("Kill Test" + QByteArray::number(i), "(555) 557-" + QByteArray::number(1000 + i),
                    "K-" + QByteArray::number(i)));
        for (int lines = 1; lines <= 3; ++lines) {
            QProcess watch;
            watch.start(Program::path(),
                {QStringLiteral("--store"), program.file(QStringLiteral("store.updesk")), QStringLiteral("watch"),
                    program.file(QStringLiteral("drop")), QStringLiteral("--json")});
            QByteArray told;
            const auto hasTold = [&] {
                watch.waitForReadyRead(5);
                told += watch.readAllStandardOutput();
                return told.count('\n') >= 4 * lines;
            };
            QTRY_VERIFY_WITH_TIMEOUT(hasTold() || program.filesIn(QStringLiteral("drop")).isEmpty(), 30'000);
            watch.kill();
            QVERIFY(watch.waitForFinished(30'000));
        }
        QCOMPARE(program.run(words("watch drop --once")).status, 0);
        QCOMPARE(program.filesIn(QStringLiteral("drop")), QStringList());
        QCOMPARE(program.filesIn(QStringLiteral("drop/done")).size(), kFiles);
        QCOMPARE(leadsIn(program), before + kFiles);
        QCOMPARE(program.run(words("check")).status, 0);
    }
    // As after a crash in the middle of a move between two disks: the copy is there and the file still too.
    void aFileThatIsHalfMovedIsMovedAndChangesNothing()
    {
        const Program program;
        QVERIFY(program.makeSample());
        const QByteArray document = Program::adf("Rosa Quist", "(555) 555-0150", "A-1");
        program.write(QStringLiteral("drop/a.xml"), document);
        program.write(QStringLiteral("drop/b.xml"), kBroken);
        QCOMPARE(program.run(words("import drop/a.xml drop/b.xml")).status, 0);
        program.write(QStringLiteral("drop/done/a.xml"), document.left(100));
        const int before = leadsIn(program);
        QCOMPARE(program.run(words("watch drop --once")).status, 0);
        QCOMPARE(leadsIn(program), before);
        QCOMPARE(program.filesIn(QStringLiteral("drop")), QStringList());
        QCOMPARE(program.filesIn(QStringLiteral("drop/failed")), QStringList{QStringLiteral("b.xml")});
        QCOMPARE(program.read(program.file(QStringLiteral("drop/done/a (2).xml"))), document);
        QCOMPARE(program.read(program.file(QStringLiteral("drop/done/a.xml"))), document.left(100));
    }
    void aDocumentOfTenMebibytesIsALeadAndOneByteMoreWaits()
    {
        const Program program;
        QVERIFY(program.makeSample());
        const int before = leadsIn(program);
        constexpr qsizetype kMost = 10 * 1024 * 1024;
        QByteArray document = Program::adf("Rosa Quist", "(555) 555-0150", "BIG-1");
        document.replace("Is it there?", "Is it there?" + QByteArray(kMost - document.size(), 'x'));
        QCOMPARE(document.size(), kMost);
        program.write(QStringLiteral("big.xml"), document);
        program.write(QStringLiteral("larger.xml"), document + '\n');
        const auto ran = program.run(words("import big.xml larger.xml --json"));
        QCOMPARE(ran.status, 0);
        QCOMPARE(ran.json()[QLatin1String("new_leads")].toInt(), 1);
        QCOMPARE(ran.json()[QLatin1String("quarantined")].toInt(), 1);
        QVERIFY(ran.out.contains("too_large"));
        QCOMPARE(leadsIn(program), before + 1);
        QCOMPARE(program.run(words("check")).status, 0);
        QCOMPARE(program.run(words("import big.xml larger.xml --json")).json()[QLatin1String("new_leads")].toInt(), 0);
    }
    void tenThousandProspectsInOneFileAreTenThousandLeadsOnce()
    {
        const Program program;
        QVERIFY(program.makeSample());
        const int before = leadsIn(program);
        QByteArray file = "<?adf version=\"1.0\"?><adf>";
        for (int i = 0; i < 10'000; ++i)
            file += "<prospect><id>M-" + QByteArray::number(i) + "</id><vehicle><make>Honda</make><model>Civic</model>"
                + "</vehicle><customer><contact><name part=\"full\">Person" + QByteArray::number(i) + " Example"
                + QByteArray::number(i % 977) + "</name><email>p" + QByteArray::number(i)
                + "@example.com</email></contact></customer><provider><name>Website</name></provider></prospect>";
        program.write(QStringLiteral("many.xml"), file + "</adf>");
        const auto first = program.run(words("import many.xml --json"));
        QCOMPARE(first.status, 0);
        QCOMPARE(first.json()[QLatin1String("new_leads")].toInt(), 10'000);
        const auto again = program.run(words("import many.xml --json"));
        QCOMPARE(again.json()[QLatin1String("new_leads")].toInt(), 0);
        QCOMPARE(leadsIn(program), before + 10'000);
        QCOMPARE(program.run(words("check")).status, 0);
    }
    void watchWaitsForItsFolderAndStopsWhenTold_data()
    {
        QTest::addColumn<int>("signal");
        QTest::newRow("interrupt") << SIGINT;
        QTest::newRow("terminate") << SIGTERM;
    }
    void watchWaitsForItsFolderAndStopsWhenTold()
    {
        QFETCH(int, signal);
        const Program program;
        QVERIFY(program.makeSample());
        QVERIFY(QDir().mkpath(program.file(QStringLiteral("drop"))));
        QProcess watch;
        watch.start(Program::path(),
            {QStringLiteral("--store"), program.file(QStringLiteral("store.updesk")), QStringLiteral("watch"),
                program.file(QStringLiteral("drop"))});
        QVERIFY(watch.waitForReadyRead(30'000));
        QVERIFY(QDir().rename(program.file(QStringLiteral("drop")), program.file(QStringLiteral("gone"))));
        QByteArray told;
        const auto isGone = [&] {
            watch.waitForReadyRead(50);
            told += watch.readAllStandardError();
            return told.contains("gone");
        };
        QTRY_VERIFY_WITH_TIMEOUT(isGone(), 30'000);
        program.write(QStringLiteral("drop/a.xml"), Program::adf("Rosa Quist", "(555) 555-0150", "A-1"));
        QTRY_COMPARE_WITH_TIMEOUT(program.filesIn(QStringLiteral("drop/done")).size(), 1, 30'000);
        QCOMPARE(::kill(pid_t(watch.processId()), signal), 0);
        QVERIFY(watch.waitForFinished(30'000));
        QCOMPARE(watch.exitStatus(), QProcess::NormalExit);
        QCOMPARE(watch.exitCode(), 0);
    }
    void watchingWhatIsNoFolderIsNotFound()
    {
        const Program program;
        QVERIFY(program.makeSample());
        QCOMPARE(program.run(words("watch nowhere")).status, 4);
    }
};

UPDESK_TEST(TestIntakeCommands);
#include "tst_intakecommands.moc"
