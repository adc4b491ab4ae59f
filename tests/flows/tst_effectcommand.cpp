// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/flows/program.h"
#include "tests/support/rawsqlite.h"
#include "tests/support/suite.h"

#include <QJsonArray>
#include <QJsonObject>

using namespace updesk;

/// What the steps of plans brought, and what the history says of a plan, from the command line.
class TestEffectCommand : public QObject
{
    Q_OBJECT
    std::unique_ptr<Program> program;
    QString lead;

    Program::Ran run(const QString &line) { return program->at10(line.split(u' ', Qt::SkipEmptyParts)); }
    /// An hour after that, when what was done at ten is done.
    Program::Ran later(const QString &line)
    {
        return program->run(line.split(u' ', Qt::SkipEmptyParts)
            + QStringList{QStringLiteral("--now"), QStringLiteral("2026-03-12T11:00")});
    }
    QJsonArray effect(const char *by = nullptr)
    {
        const QString more = by ? QStringLiteral(" --by %1").arg(QLatin1String(by)) : QString();
        return later(QStringLiteral("effect --json%1").arg(more)).json()[QLatin1String("rows")].toArray();
    }

private Q_SLOTS:
    void initTestCase()
    {
        program = std::make_unique<Program>();
        QVERIFY(program->makeSample());
        QCOMPARE(run(QStringLiteral("plans --use --user mike")).status, 0);
        lead = run(QStringLiteral("queue --json"))
                   .json()[QLatin1String("rows")]
                   .toArray()
                   .first()[QLatin1String("id")]
                   .toString();
        QCOMPARE(run(QStringLiteral("enrolment %1 --start internet").arg(lead)).status, 0);
        const auto sent = run(QStringLiteral("log-sent %1 --by email").arg(lead));
        QVERIFY2(sent.status == 0, sent.err.constData());
    }
    void itIsCountedByWhatIsAsked()
    {
        const QJsonArray words = effect();
        QCOMPARE(words.size(), 1);
        const QJsonObject row = words.first().toObject();
        QCOMPARE(row[QLatin1String("plan")].toString(), QStringLiteral("internet"));
        QCOMPARE(row[QLatin1String("channel")].toString(), QStringLiteral("email"));
        QVERIFY(row[QLatin1String("text_version")].toInt() > 0);
        QCOMPARE(row[QLatin1String("language")].toString(), QStringLiteral("en"));
        QVERIFY(later(QStringLiteral("effect")).out.contains("ack_email en v1"));
        QCOMPARE(row[QLatin1String("done")].toInt(), 1);
        QCOMPARE(effect("words"), words);
        const QJsonObject step = effect("step").first().toObject();
        QCOMPARE(step[QLatin1String("step")], row[QLatin1String("step")]);
        QCOMPARE(step[QLatin1String("text")].toString() + step[QLatin1String("language")].toString(), QString());
        const QJsonObject text = effect("text").first().toObject();
        QCOMPARE(text[QLatin1String("text")], row[QLatin1String("text")]);
        QCOMPARE(text[QLatin1String("language")], row[QLatin1String("language")]);
        QCOMPARE(text[QLatin1String("plan")].toString(), QString());
        const QJsonObject channel = effect("channel").first().toObject();
        QCOMPARE(channel[QLatin1String("channel")].toString(), QStringLiteral("email"));
        QCOMPARE(channel[QLatin1String("done")].toInt(), 1);
        QVERIFY(later(QStringLiteral("effect --by channel")).out.contains("email"));
        for (const QJsonObject &one : {row, step, text, channel}) { // nothing measures them, which is not 0
            QCOMPARE(one[QLatin1String("measured")].toInt(-1), 0);
            for (const char *count : {"opened", "machine_opened", "clicked"})
                QVERIFY2(one.contains(QLatin1String(count)) && one[QLatin1String(count)].isNull(), count);
        }
    }
    void opensAndClicksAreToldOfWhatIsMeasured()
    {
        const auto write = [&](const QByteArray &sql) {
            raw::File(program->file(QStringLiteral("store.updesk")).toStdString()).run(sql.constData());
        };
        const auto counts = [&] {
            const QJsonObject row = effect().first().toObject();
            QStringList all;
            for (const char *count : {"measured", "opened", "machine_opened", "clicked"})
                all << row[QLatin1String(count)].toVariant().toString();
            return all.join(u' ');
        };
        write("INSERT INTO mail_track(id, store_id, lead_id) SELECT activity_id, store_id, lead_id FROM step_run"
              " WHERE state=1");
        QCOMPARE(counts(), QStringLiteral("1 0 0 0"));
        const QByteArray event = "INSERT INTO mail_event(id, store_id, lead_id, track_id, kind, machine) SELECT"
                                 " randomblob(16), store_id, lead_id, id, ";
        write(event + "0, 1 FROM mail_track");
        QCOMPARE(counts(), QStringLiteral("1 0 1 0"));
        const QByteArray shown = later(QStringLiteral("effect")).out;
        QVERIFY2(shown.contains("MACHINE") && shown.contains("CLICKED"), shown.constData());
        write(event + "0, 0 FROM mail_track");
        write(event + "1, 0 FROM mail_track");
        QCOMPARE(counts(), QStringLiteral("1 1 0 1"));
        write("DELETE FROM mail_event");
        write("DELETE FROM mail_track");
        QCOMPARE(counts(), QStringLiteral("0   "));
        QVERIFY(later(QStringLiteral("effect")).out.contains(" - "));
    }
    void whatCannotBeCountedByIsRefused()
    {
        const auto refused = run(QStringLiteral("effect --by customer"));
        QCOMPARE(refused.status, 2);
        QVERIFY(refused.err.contains("--by"));
    }
    void theHistorySaysThatThePlanBeganAndIsOver()
    {
        QCOMPARE(run(QStringLiteral("enrolment %1 --stop").arg(lead)).status, 0);
        const QByteArray shown = run(QStringLiteral("show %1 --json").arg(lead)).out;
        QVERIFY2(shown.contains("plan_started") && shown.contains("plan_stopped"), shown.constData());
    }
};

UPDESK_TEST(TestEffectCommand);
#include "tst_effectcommand.moc"
