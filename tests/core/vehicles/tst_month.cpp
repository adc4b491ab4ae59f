// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vehicles/month.h"
#include "tests/support/suite.h"

#include <QDateTime>

using namespace updesk;

class TestMonth : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aMonthIsReadAsPeopleTypeIt_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("month"); // empty: none; "?": no month
        const auto row = [](const char *text, const char *month) {
            QTest::newRow(text) << QString::fromUtf8(text) << QString::fromLatin1(month);
        };
        row("3/2024", "2024-03");
        row("03/2024", "2024-03");
        row("2024-03", "2024-03");
        row(" mar  2024 ", "2024-03");
        row("March 2024", "2024-03");
        row("2024 march", "2024-03");
        row("Sept. 2019", "2019-09");
        row("2024", "2024-01");
        row("", "");
        row("  ", "");
        row("13/2024", "?");
        row("0/2024", "?");
        row("3/24", "?");
        row("3", "?");
        row("march", "?");
        row("ma 2024", "?");
        row("3/3/2024", "?");
        row("2024/2025", "?");
        row("soon", "?");
        row("3/2024 or so", "?");
    }
    void aMonthIsReadAsPeopleTypeIt()
    {
        QFETCH(QString, text);
        QFETCH(QString, month);
        const auto at = monthTyped(text, QLocale(QLocale::English));
        QCOMPARE(bool(at), month != QLatin1String("?"));
        if (!at)
            return;
        if (month.isEmpty()) {
            QCOMPARE(*at, Time(0));
            return;
        }
        // The same month in every zone of the world.
        for (const int hours : {-11, 0, 11})
            QCOMPARE(QDateTime::fromMSecsSinceEpoch(*at + hours * kHour, Qt::UTC).toString(QStringLiteral("yyyy-MM")),
                month);
    }
    void namesOfThePlacesOwnLanguageAreMonthsToo()
    {
        const QLocale french(QLocale::French);
        QCOMPARE(monthTyped(QStringLiteral("f\u00e9vrier 2023"), french), monthTyped(QStringLiteral("2/2023"), french));
        QCOMPARE(monthTyped(QStringLiteral("feb 2023"), french), monthTyped(QStringLiteral("2/2023"), french));
    }
};
UPDESK_TEST(TestMonth);
#include "tst_month.moc"
