// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/intake/dates.h"
#include "tests/support/suite.h"

#include <QDateTime>

using namespace updesk;

namespace
{

QString read(const QString &text)
{
    const auto date = readDate(text, QTimeZone("America/New_York"));
    if (!date)
        return QStringLiteral("bad");
    const QString utc =
        QDateTime::fromMSecsSinceEpoch(date->time, Qt::UTC).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
    return utc + (date->guessed ? QStringLiteral(" guessed") : QString());
}

} // namespace

class TestDates : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void manyFormsAreRead_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("utc");
        const auto row = [](const char *text, const char *utc) {
            QTest::addRow("%s", text) << QString::fromLatin1(text) << QString::fromLatin1(utc);
        };
        row("2026-03-30T15:30:20-05:00", "2026-03-30 20:30:20");
        row("2026-03-30T15:30:20-0500", "2026-03-30 20:30:20");
        row("2026-03-30T15:30:20-05", "2026-03-30 20:30:20");
        row("2026-03-30T15:30:20-08:0", "2026-03-30 23:30:20");
        row("2026-03-30T15:30:20.123Z", "2026-03-30 15:30:20");
        row("2026-03-30t15:30z", "2026-03-30 15:30:00");
        row("2026-03-30 15:30:20 +0100", "2026-03-30 14:30:20");
        row("2026-03-30 15:30:20", "2026-03-30 19:30:20");
        row("2026-01-30 15:30", "2026-01-30 20:30:00");
        row("2026-03-30", "2026-03-30 04:00:00");
        row("2026/03/30 15:30", "2026-03-30 19:30:00");
        row("20260330T153020", "2026-03-30 19:30:20");
        row("20260330T153020Z", "2026-03-30 15:30:20");
        row("20260330153020", "2026-03-30 19:30:20");
        row("20260330", "2026-03-30 04:00:00");
        row("7/15/2026 3:05:09 PM", "2026-07-15 19:05:09");
        row("7/15/26 3:05pm", "2026-07-15 19:05:00");
        row("07-15-2026 12:05 AM", "2026-07-15 04:05:00");
        row("07.15.2026 12:05 p.m.", "2026-07-15 16:05:00");
        row("15/7/2026 15:05", "2026-07-15 19:05:00 guessed");
        row("2026-15-07", "2026-07-15 04:00:00 guessed");
        row("Mon, 06 Apr 2026 09:15:42 -0400", "2026-04-06 13:15:42");
        row("6 Apr 2026 09:15 EST", "2026-04-06 14:15:00");
        row("March 30, 2026 at 3:30 PM", "2026-03-30 19:30:00");
        row("March 30th, 2026, 3:30 PM PDT", "2026-03-30 22:30:00");
        row("Mar 30 2026", "2026-03-30 04:00:00");
        row("30-Mar-2026 15:30", "2026-03-30 19:30:00");
        row("Mon Mar 30 2026 15:30:20 GMT-0500 (Central Daylight Time)", "2026-03-30 20:30:20");
        row("Mon Mar 30 15:30:20 2026", "2026-03-30 19:30:20");
        row("Monday, March 30, 2026 3 PM", "2026-03-30 19:00:00");
        row("1774884620", "2026-03-30 15:30:20");
        row("1774884620123", "2026-03-30 15:30:20");
        row("2026-03-08T02:30:00", "2026-03-08 07:30:00"); // an hour that the clocks skipped
        row("2026-03-30T15:30:20 UTC", "2026-03-30 15:30:20");
        row("2026-03-30T23:59:60Z", "2026-03-30 23:59:59");
        for (const char *bad : {"", "  ", "soon", "2026", "2026-13-45", "2026-02-30", "0001-01-01", "31/31/2026", "1/2",
                 "12:30", "2026-03-30T25:00", "2026-03-30 15:30 nonsense", "2026-03-30T15:30:20+99:00", "T", "2026-",
                 "March", "March 30", "00000000", "99999999999999999999", "2026-03-30T15:30:20-", "1/1/1"})
            row(bad, "bad");
    }
    void manyFormsAreRead()
    {
        QFETCH(QString, text);
        QFETCH(QString, utc);
        QCOMPARE(read(text), utc);
    }
    void overLongTextIsNoDate() { QCOMPARE(read(QString(100'000, u'1')), QStringLiteral("bad")); }
    void aDateCutAnywhereDoesNoHarm()
    {
        const QString text = QStringLiteral("Mon Mar 30 2026 15:30:20.5 PM GMT-0500 (Central)");
        for (qsizetype size = 0; size <= text.size(); ++size) {
            // Less text may say less, but never another day: the end of it holds the time and the zone.
            const QString start = read(text.left(size));
            QVERIFY2(start == QLatin1String("bad") || start.startsWith(QLatin1String("2026-03-30 "))
                    || start.startsWith(QLatin1String("2026-03-31 ")),
                qPrintable(text.left(size) + u' ' + start));
            const auto rest = readDate(text.mid(size), QTimeZone("America/New_York"));
            QVERIFY2(!rest || (rest->day.isValid() && rest->time > 0), qPrintable(text.mid(size)));
        }
    }
};
UPDESK_TEST(TestDates);
#include "tst_dates.moc"
