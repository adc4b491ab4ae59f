// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/leads/lead.h"
#include "tests/flows/program.h"
#include "tests/support/suite.h"

#include <QJsonArray>

using namespace updesk;

static QStringList words(const char *line) { return QString::fromLatin1(line).split(u' ', Qt::SkipEmptyParts); }

/// The queue, one lead, a call and taking it back.
class TestWorkCommands : public QObject
{
    Q_OBJECT
    std::unique_ptr<Program> program;

    QJsonArray rows(const char *line = "queue --json --later --limit 1000")
    {
        return program->at10(words(line)).json()[QLatin1String("rows")].toArray();
    }
    QString firstIn(int group)
    {
        for (const QJsonValue &row : rows()) {
            if (row[QLatin1String("group")].toInt() == group)
                return row[QLatin1String("id")].toString();
        }
        return {};
    }
    QJsonObject shown(const QString &lead)
    {
        return program->at10({QStringLiteral("show"), lead, QStringLiteral("--json")}).json();
    }
    Program::Ran logCall(const QString &lead, const char *line)
    {
        return program->at10(QStringList{QStringLiteral("log-call"), lead} + words(line));
    }

private Q_SLOTS:
    void init()
    {
        program = std::make_unique<Program>();
        QVERIFY(program->makeSample());
    }
    void theQueueShowsEveryGroupInOrder()
    {
        const auto ran = program->at10(words("queue --later"));
        QCOMPARE(ran.status, 0);
        qsizetype at = 0;
        for (const char *group : {"-- Waiting for us", "-- First response", "-- Confirm", "-- First response late",
                 "-- Due today", "-- Later"}) {
            const qsizetype next = ran.out.indexOf(group, at);
            QVERIFY2(next >= at, group);
            at = next + 1;
        }
        int last = 0;
        for (const QJsonValue &row : rows()) {
            QVERIFY(row[QLatin1String("group")].toInt() >= last);
            last = row[QLatin1String("group")].toInt();
        }
        QCOMPARE(last, 5);
        QCOMPARE(rows("queue --json --limit 7").size(), 7);
    }
    void leadsListsTheOpenOnesAndWithAllTheClosedOnesToo()
    {
        const auto open = program->at10(words("leads --json")).json()[QLatin1String("rows")].toArray();
        const auto all = program->at10(words("leads --all --json")).json()[QLatin1String("rows")].toArray();
        QCOMPARE(all.size(), 200);
        QVERIFY(open.size() < all.size() && open.size() > 80);
        for (const QJsonValue &lead : open)
            QCOMPARE(lead[QLatin1String("closed")].toInt(), 0);
    }
    void leadsOfDocumentsStandAmongTheOthersByWhenTheyCame()
    {
        QStringList came;
        for (int minute = 11; minute <= 18; ++minute) {
            const QString number = QStringLiteral("ORDER-%1").arg(minute);
            const QString path = program->write(number + QStringLiteral(".xml"),
                Program::adf("Ida Order", "55520120" + QByteArray::number(minute), number.toLatin1()));
            QCOMPARE(program
                         ->run({QStringLiteral("import"), path, QStringLiteral("--now"),
                             QStringLiteral("2026-03-12T10:%1").arg(minute)})
                         .status,
                0);
            came.prepend(shown(number)[QLatin1String("id")].toString());
        }
        QStringList listed;
        for (const QJsonValue &row : rows("leads --json --limit 8"))
            listed << row[QLatin1String("id")].toString();
        QCOMPARE(listed, came);
    }
    void showTellsTheWholeLeadByIdByItsEndOrByName()
    {
        const QString lead = firstIn(1);
        const QJsonObject one = shown(lead);
        QCOMPARE(one[QLatin1String("id")].toString(), lead);
        QVERIFY(!one[QLatin1String("history")].toArray().isEmpty());
        int points = 0;
        for (const QJsonValue &line : one[QLatin1String("score_lines")].toArray())
            points += line[QLatin1String("points")].toInt();
        QCOMPARE(points, one[QLatin1String("score")].toInt());
        QCOMPARE(shown(lead.right(8))[QLatin1String("id")].toString(), lead);
        QCOMPARE(shown(lead.left(20))[QLatin1String("id")].toString(), lead);
        QCOMPARE(program->at10({QStringLiteral("show"), one[QLatin1String("name")].toString()}).status, 0);
        const auto text = program->at10({QStringLiteral("show"), lead});
        QVERIFY(text.out.contains("History"));
        QVERIFY(text.out.contains("Score "));
    }
    void showListsWhoMayBeTheSamePerson()
    {
        for (const char *number : {"0", "1"}) {
            const QByteArray document =
                Program::adf("Zelda Quixby", "555019177" + QByteArray(number), "S-" + QByteArray(number))
                    .replace("</contact>", "<address><postalcode>10011</postalcode></address></contact>");
            const QString path = program->write(QStringLiteral("%1.xml").arg(QLatin1String(number)), document);
            QCOMPARE(program->at10({QStringLiteral("import"), path}).status, 0);
        }
        const QJsonArray same = shown(QStringLiteral("S-1"))[QLatin1String("maybe_same")].toArray();
        QCOMPARE(same.size(), 1);
        QCOMPARE(same[0][QLatin1String("name")].toString(), QStringLiteral("Zelda Quixby"));
        const int percent = same[0][QLatin1String("percent")].toInt();
        QVERIFY(percent >= 50 && percent < 95);
        QVERIFY(same[0][QLatin1String("agrees")].toArray().contains(QStringLiteral("name")));
        const auto text = program->at10({QStringLiteral("show"), QStringLiteral("S-1")});
        QVERIFY2(
            text.out.contains("Zelda Quixby  " + QByteArray::number(percent) + "%, same name"), text.out.constData());
    }
    void showNamesADocumentsOwnNumberAndPrintsItsBytes()
    {
        const QByteArray document = Program::adf("Rosa Quist", "(555) 555-0150", "WEB-77 A");
        program->write(QStringLiteral("a.xml"), document);
        QCOMPARE(program->at10(words("import a.xml")).status, 0);
        const QJsonObject one = shown(QStringLiteral("WEB-77 A"));
        QCOMPARE(one[QLatin1String("name")].toString(), QStringLiteral("Rosa Quist"));
        QCOMPARE(one[QLatin1String("original")].toString().toUtf8(), document);
    }
    void whatADocumentSaysToATerminalIsShownAndNotObeyed()
    {
        QByteArray document = Program::adf("Rosa Quist", "(555) 555-0150", "WEB-78");
        document.replace("Rosa", "Rosa \x1b]0;owned\x07").replace("Is it there?", "Is it \u202eereht?");
        program->write(QStringLiteral("a.xml"), document);
        QFile wide(QStringLiteral(UPDESK_TEST_DATA "/intake/adf/19_utf16le_bom.xml"));
        QVERIFY(wide.open(QIODevice::ReadOnly));
        const QByteArray bytes = wide.readAll();
        program->write(QStringLiteral("b.xml"), bytes);
        QCOMPARE(program->at10(words("import a.xml b.xml")).status, 0);
        for (const QString &lead : {firstIn(1), QStringLiteral("Quist")}) {
            const auto text = program->at10({QStringLiteral("show"), lead});
            QVERIFY2(!text.out.contains('\x1b') && !text.out.contains('\x07'), text.out.constData());
            QVERIFY2(!text.out.contains("\u202e"), text.out.constData());
        }
        int found = 0;
        for (const QJsonValue &one : rows("leads --json --limit 1000")) {
            const QJsonObject lead = shown(one[QLatin1String("id")].toString());
            if (QByteArray::fromBase64(lead[QLatin1String("original_bytes")].toString().toLatin1()) != bytes)
                continue;
            ++found;
            QVERIFY(lead[QLatin1String("original")].toString().contains(QStringLiteral("</adf>")));
        }
        QCOMPARE(found, 1);
    }
    void aLeadThatIsNotThereOrNotClearIsFour()
    {
        QCOMPARE(program->at10(words("show Zzyzx")).status, 4);
        QCOMPARE(program->at10(words("show 0000ffff")).status, 4);
        const auto several = program->at10(words("show 019c"));
        QCOMPARE(several.status, 4);
        QVERIFY(several.err.contains("Several"));
    }
    void aDialledCallStopsTheClockAndUndoBringsItBack()
    {
        const QString lead = firstIn(1);
        const QJsonObject before = shown(lead);
        const auto logged = logCall(lead, "--outcome no-answer --dialled 2026-03-12T09:59:30 --json");
        QVERIFY2(logged.status == 0, logged.err.constData());
        QCOMPARE(logged.json()[QLatin1String("verified")].toBool(), true);
        const QJsonObject after = shown(lead);
        QCOMPARE(after[QLatin1String("attempts")].toInt(), before[QLatin1String("attempts")].toInt() + 1);
        QVERIFY(after[QLatin1String("group")].toInt() > 1);
        const auto undone = program->at10(words("undo --json"));
        QVERIFY2(undone.status == 0, undone.err.constData());
        QCOMPARE(undone.json()[QLatin1String("verb")].toString(), QStringLiteral("call"));
        QCOMPARE(shown(lead)[QLatin1String("attempts")], before[QLatin1String("attempts")]);
        QCOMPARE(shown(lead)[QLatin1String("due")], before[QLatin1String("due")]);
        QCOMPARE(program->run(words("check")).status, 0);
    }
    void whoRefusesCallsMayStillRefuseTheRest()
    {
        QByteArray document = Program::adf("Rosa Quist", "(555) 555-0150", "WEB-78");
        document.replace("Is it there?", "Please do not call me.");
        program->write(QStringLiteral("a.xml"), document);
        QCOMPARE(program->at10(words("import a.xml")).status, 0);
        const QString lead = QStringLiteral("WEB-78");
        QVERIFY(logCall(lead, "--outcome no-answer").status != 0);
        const auto refused = logCall(lead, "--outcome do-not-contact");
        QVERIFY2(refused.status == 0, refused.err.constData());
        QCOMPARE(shown(lead)[QLatin1String("closed")].toInt(), int(Closed::Lost));
        QVERIFY(logCall(lead, "--outcome no-answer").status != 0);
    }
    void aTimeThatIsTypedIsOnlyToldAndMustBePossible()
    {
        const QString lead = firstIn(1);
        for (const char *when : {"2018-04-20T10:00:00", "2026-03-12T10:30:00"}) {
            const auto ran = logCall(lead, QByteArray("--outcome no-answer --dialled ").append(when).constData());
            QVERIFY2(ran.status != 0, when);
        }
        QCOMPARE(shown(lead)[QLatin1String("group")].toInt(), 1);
        QCOMPARE(logCall(lead, "--outcome no-answer --dialled 2026-03-12T09:59:30").status, 0);
        const QByteArray text = program->at10({QStringLiteral("show"), lead}).out;
        QVERIFY2(text.contains("Call out, No answer, told"), text.constData());
    }
    void undoTakesTheNewestImportBackAndNamesItsCustomer()
    {
        const QString lead = firstIn(1);
        QCOMPARE(logCall(lead, "--outcome voicemail --told 09:50").status, 0);
        program->write(QStringLiteral("a.xml"), Program::adf("Rosa Quist", "(555) 555-0150", "WEB-78"));
        program->write(QStringLiteral("b.txt"), "neither a lead nor a mail");
        QCOMPARE(program->at10(words("import a.xml b.txt")).status & ~3, 0);
        const auto undone = program->at10(words("undo --json"));
        QVERIFY2(undone.status == 0, undone.err.constData());
        QCOMPARE(undone.json()[QLatin1String("verb")].toString(), QStringLiteral("import"));
        QCOMPARE(undone.json()[QLatin1String("leads")].toInt(), 1);
        QCOMPARE(undone.json()[QLatin1String("customers")].toArray(), QJsonArray{QStringLiteral("Rosa Quist")});
        QCOMPARE(program->at10(words("show WEB-78")).status, 4);
        QCOMPARE(shown(lead)[QLatin1String("attempts")].toInt(), 1);
        const auto next = program->at10(words("undo"));
        QCOMPARE(next.status, 0);
        QVERIFY2(next.out.contains("a call ("), next.out.constData());
        QCOMPARE(shown(lead)[QLatin1String("attempts")].toInt(), 0);
    }
    void aDoNotContactStopsUndoUntilItIsPassedOver()
    {
        const QString first = firstIn(1);
        QCOMPARE(logCall(first, "--outcome voicemail --told 09:50").status, 0);
        const QString second = firstIn(1);
        QCOMPARE(logCall(second, "--outcome do-not-contact --told 09:55 --words stop").status, 0);
        const auto refused = program->at10(words("undo --json"));
        QCOMPARE(refused.status, 3);
        QVERIFY2(refused.err.contains("undo --skip"), refused.err.constData());
        QCOMPARE(refused.json()[QLatin1String("error")][QLatin1String("code")].toString(), QStringLiteral("denied"));
        QVERIFY(!refused.json()[QLatin1String("error")][QLatin1String("customers")].toArray().isEmpty());
        const auto undone = program->at10(words("undo --skip --json"));
        QVERIFY2(undone.status == 0, undone.err.constData());
        QCOMPARE(undone.json()[QLatin1String("passed_over")].toInt(), 1);
        QCOMPARE(shown(first)[QLatin1String("attempts")].toInt(), 0);
        QCOMPARE(logCall(second, "--outcome voicemail").status, 3);
        QCOMPARE(logCall(first, "--outcome voicemail --words stop").status, 2);
    }
    void programsReadHowSoonALeadWasAnswered()
    {
        const QString lead = firstIn(1);
        const QJsonObject before = shown(lead);
        QVERIFY(before[QLatin1String("response_seconds")].isNull());
        QCOMPARE(before[QLatin1String("first_attempt")].toString(), QString());
        QCOMPARE(logCall(lead, "--outcome no-answer --told 2026-03-12T09:59:30").status, 0);
        const QJsonObject after = shown(lead);
        QCOMPARE(after[QLatin1String("first_attempt")].toString(), QStringLiteral("2026-03-12T13:59:30.000Z"));
        QCOMPARE(after[QLatin1String("evidence")].toString(), QStringLiteral("told"));
        QCOMPARE(after[QLatin1String("proof")].toString(), QStringLiteral("told"));
        const auto moment = [&after](const char *key) {
            return QDateTime::fromString(after[QLatin1String(key)].toString(), Qt::ISODateWithMs);
        };
        QCOMPARE(qint64(after[QLatin1String("response_seconds")].toInteger()),
            moment("received").secsTo(moment("first_attempt")));
        QVERIFY(!after[QLatin1String("response_business_seconds")].isNull());
        bool called = false;
        for (const QJsonValue &line : after[QLatin1String("history")].toArray()) {
            QVERIFY(line[QLatin1String("at")].toString().endsWith(u'Z'));
            QVERIFY(!line[QLatin1String("kind")].toString().isEmpty());
            QVERIFY(!line[QLatin1String("verb")].toString().isEmpty());
            called = called
                || (line[QLatin1String("kind")] == QLatin1String("call")
                    && line[QLatin1String("verb")] == QLatin1String("no_answer")
                    && line[QLatin1String("evidence")] == QLatin1String("told"));
        }
        QVERIFY(called);
    }
    void answersWithoutProofAreListedAndCounted()
    {
        const auto list = [this] { return program->at10(words("leads --unverified --json")).json(); };
        const auto count = [&list](const char *proof) {
            return list()[QLatin1String("without_proof")][QLatin1String(proof)].toInt();
        };
        const int never = count("never_answered"), tried = count("unverified"), told = count("told");
        const QString lost = firstIn(1);
        QCOMPARE(logCall(lost, "--outcome not-interested --reason price").status, 0);
        QCOMPARE(count("never_answered"), never + 1);
        QCOMPARE(shown(lost)[QLatin1String("clock_state")].toString(), QStringLiteral("never_answered"));
        QCOMPARE(logCall(firstIn(1), "--outcome voicemail").status, 0);
        QCOMPARE(count("unverified"), tried + 1);
        QCOMPARE(logCall(firstIn(1), "--outcome voicemail --told 09:59").status, 0);
        QVERIFY(count("told") >= told);
        QCOMPARE(list()[QLatin1String("rows")].toArray().size(),
            qsizetype(count("told") + count("unverified") + count("never_answered")));
        QVERIFY(program->at10(words("leads --unverified")).out.contains("closed, never answered"));
    }
    void pointsAndNextStepsAreSaidInTheWindowsWords()
    {
        const QString lead = firstIn(1);
        const QByteArray text = program->at10({QStringLiteral("show"), lead}).out;
        QVERIFY2(!text.contains("source (") && !text.contains("vehicle (") && !text.contains("(s)"), text.constData());
        QVERIFY2(program->at10(words("queue")).out.contains("Reply to the "), "the window's words");
    }
    void aBareOutcomeIsNotVerifiedAndLeavesTheClockRunning()
    {
        const QString lead = firstIn(1);
        const auto logged = logCall(lead, "--outcome voicemail");
        QCOMPARE(logged.status, 0);
        QVERIFY(logged.out.contains("not verified"));
        QCOMPARE(shown(lead)[QLatin1String("group")].toInt(), 1);
    }
    void undoGoesOnToTheDeedBefore()
    {
        const QString first = firstIn(1), second = firstIn(2);
        QCOMPARE(logCall(first, "--outcome voicemail --told 09:50").status, 0);
        QCOMPARE(logCall(second, "--outcome spoke-callback --at 15:00 --told 09:55").status, 0);
        QCOMPARE(program->at10(words("undo")).status, 0);
        QCOMPARE(program->at10(words("undo")).status, 0);
        QCOMPARE(shown(first)[QLatin1String("attempts")].toInt(), 0);
        QCOMPARE(shown(second)[QLatin1String("group")].toInt(), 2);
    }
    void everyOutcomeHasItsConsequence()
    {
        const QString visit = firstIn(1);
        QCOMPARE(logCall(visit, "--outcome spoke-visit --at 2026-03-13T11:00 --told 09:58").status, 0);
        QCOMPARE(shown(visit)[QLatin1String("stage")].toString(), QStringLiteral("visit set"));
        const QString lost = firstIn(1);
        QCOMPARE(logCall(lost, "--outcome not-interested --reason price --told 09:58").status, 0);
        QCOMPARE(shown(lost)[QLatin1String("stage")].toString(), QStringLiteral("lost"));
        const QString wrong = firstIn(1);
        QCOMPARE(logCall(wrong, "--outcome wrong-number --told 09:58").status, 0);
        QCOMPARE(logCall(wrong, "--outcome voicemail").status, 3); // there is no number left
        const QString stop = firstIn(1);
        QCOMPARE(logCall(stop, "--outcome do-not-contact --told 09:58").status, 0);
        const auto refused = logCall(stop, "--outcome voicemail");
        QCOMPARE(refused.status, 3);
        QVERIFY(refused.err.contains("asked not to be called"));
    }
    void aCallBackAtNightIsBookedWithAWarning()
    {
        const auto night = logCall(firstIn(1), "--outcome spoke-callback --at 2026-03-13T03:00 --told 09:58 --json");
        QCOMPARE(night.status, 0);
        QVERIFY2(night.err.contains("8:00 to 21:00"), night.err.constData());
        QVERIFY(night.json()[QLatin1String("quiet_hours")].toBool());
        const auto day = logCall(firstIn(1), "--outcome spoke-callback --at 2026-03-13T14:00 --told 09:58 --json");
        QCOMPARE(day.status, 0);
        QVERIFY(day.err.isEmpty());
        QVERIFY(!day.json()[QLatin1String("quiet_hours")].toBool(true));
    }
    void aCallWithoutWhatItNeedsIsRefused()
    {
        const QString lead = firstIn(1);
        QCOMPARE(logCall(lead, "").status, 2);
        QCOMPARE(logCall(lead, "--outcome maybe").status, 2);
        QCOMPARE(logCall(lead, "--outcome spoke-callback").status, 2);
        QCOMPARE(logCall(lead, "--outcome not-interested --reason because").status, 2);
        QCOMPARE(logCall(lead, "--outcome spoke-callback --at 2026-03-11T10:00").status, 3);
        QCOMPARE(logCall(lead, "--outcome voicemail --told 23:00").status, 3);
        QCOMPARE(logCall(QStringLiteral("Zzyzx"), "--outcome voicemail").status, 4);
        QCOMPARE(shown(lead)[QLatin1String("attempts")].toInt(), 0);
    }
};

UPDESK_TEST(TestWorkCommands);
#include "tst_workcommands.moc"
