// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/pencilverbs.h"
#include "tests/ui/lead/leaddesk.h"
#include "ui/lead/pencilsheet.h"
#include "ui/lead/planwords.h"
#include "ui/lead/worksheetprint.h"
#include "ui/parts/segments.h"

#include <QComboBox>
#include <QPainter>
#include <QScrollArea>

using namespace updesk;

/// What a state taxes of a lease, and when (domain.md 4.3), in the pencil, on paper and at the desk.
class TestLeaseTax : public QObject
{
    Q_OBJECT

    struct Desk : LeadDesk {
        Desk()
        {
            show();
            press(Qt::Key_F);
        }
        void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
        {
            QWidget *to = screen->window()->focusWidget();
            QTest::keyClick(to ? to : screen.get(), key, modifiers);
            QCoreApplication::processEvents();
        }
        template <class Part>
        Part *part(const char *name)
        {
            return screen->window()->findChild<Part *>(QLatin1String(name));
        }
        PencilSheet *sheet() { return screen->window()->findChild<PencilSheet *>(); }
        QLineEdit *edit(const char *name) { return part<QLineEdit>(name); }
        QComboBox *taxOn() { return part<QComboBox>("lead.pencil.leaseTaxOn"); }
        void choose(int kind)
        {
            auto *segments = part<Segments>("lead.pencil.kind");
            segments->setCurrent(kind);
            Q_EMIT segments->chosen(kind);
        }
        /// The lease of domain.md 4.3 with 7 % of tax.
        void typeLease()
        {
            choose(1);
            for (const auto &[name, text] : {std::pair{"lead.pencil.capCost", "38,000"},
                     std::pair{"lead.pencil.residual", "22,000"}, std::pair{"lead.pencil.leaseMonths", "36"},
                     std::pair{"lead.pencil.factor", "0.00210"}, std::pair{"lead.pencil.leaseEquity", "0"},
                     std::pair{"lead.pencil.leaseDown", "0"}, std::pair{"lead.pencil.leaseTax", "7"}})
                edit(name)->setText(QLatin1String(text));
        }
    };
    static LeasePencil lease(LeaseTaxOn on)
    {
        LeasePencil made;
        made.terms = {3'800'000, 2'200'000, 36, 0.0021};
        made.taxRate = 0.07;
        made.taxOn = on;
        return made;
    }

private Q_SLOTS:
    void init() { setTheme(ThemeName::Light); }
    void cleanup()
    {
        setTextSize(100);
        setTheme(ThemeName::Light);
    }

    // The figures: tests/core/equity/tst_pencil.cpp.
    void itIsFiguredAsTheStateTaxesIt()
    {
        Desk desk;
        QVERIFY(!desk.taxOn()->isVisible()); // a loan has its own
        desk.typeLease();
        QVERIFY(desk.taxOn()->isVisible());
        QCOMPARE(desk.taxOn()->currentIndex(), 0);
        const auto has = [&](std::initializer_list<const char *> parts) {
            const QStringList lines = desk.sheet()->figures();
            for (const char *part : parts)
                QVERIFY2(lines.contains(QLatin1String(part)), qPrintable(lines.join(u'\n')));
        };
        has({"Tax a month: $39.93", "Payment a month: $610.37", "Paid in all, without the residual: $21,973.32"});
        desk.taxOn()->setCurrentIndex(1);
        has({"Tax due at signing: $1,437.51", "Payment a month: $570.44",
            "Paid in all, without the residual: $21,973.35"});
        desk.taxOn()->setCurrentIndex(2);
        has({"Tax due at signing: $2,660.00", "Payment a month: $570.44",
            "Paid in all, without the residual: $23,195.84"});
        QVERIFY(!desk.sheet()->figures().join(u'\n').contains(QStringLiteral("Tax a month")));
    }
    void itIsAskedOnceAtADesk()
    {
        Desk desk;
        desk.typeLease();
        desk.taxOn()->setCurrentIndex(1);
        desk.press(Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(!desk.sheet()->isOpen());
        const auto kept = keptPencils(desk.session->database(), desk.captured.lead);
        QVERIFY(kept && kept->lease);
        QCOMPARE(kept->lease->taxOn, LeaseTaxOn::AllPayments);
        desk.press(Qt::Key_F); // the same lead: as it was kept
        QCOMPARE(desk.taxOn()->currentIndex(), 1);
        desk.press(Qt::Key_Escape);
        const auto other = desk.add(desk.webLead(3));
        desk.screen->open(other.lead);
        desk.screen->focusTarget()->setFocus();
        desk.press(Qt::Key_F);
        QCOMPARE(desk.taxOn()->currentIndex(), 1);
        QCOMPARE(desk.edit("lead.pencil.leaseTax")->text(), QStringLiteral("7"));
        QCOMPARE(desk.edit("lead.pencil.leaseMonths")->text(), QStringLiteral("36"));
        QVERIFY(desk.edit("lead.pencil.residual")->text().isEmpty()); // else it is a lease of its own
    }
    void whatIsKeptForTheLeadCountsBeforeTheDesk()
    {
        Desk desk;
        desk.typeLease();
        desk.taxOn()->setCurrentIndex(2);
        desk.press(Qt::Key_Return, Qt::ControlModifier);
        desk.clock.advance(kMinute);
        QVERIFY(keepPencil(*desk.session, desk.captured.lead, lease(LeaseTaxOn::EachPayment)));
        desk.press(Qt::Key_F);
        QCOMPARE(desk.taxOn()->currentIndex(), 0);
    }
    void itStandsOnPaperAndInTheHistory()
    {
        Worksheet sheet;
        sheet.at = 1'773'324'000'000; // 12 March 2026, 10:00
        const auto paper = [&](LeaseTaxOn on) {
            sheet.lease = lease(on);
            return WorksheetPrint(sheet).texts().join(u'\n');
        };
        const QString each = paper(LeaseTaxOn::EachPayment);
        QVERIFY2(each.contains(QStringLiteral("Tax, 7 % | $39.93")) && !each.contains(QStringLiteral("signing")),
            qPrintable(each));
        const QString all = paper(LeaseTaxOn::AllPayments);
        for (const char *part :
            {"Tax, 7 % | on all payments", "Tax due at signing | $1,437.51", "$21,973.35", "Payment a month | $570.44"})
            QVERIFY2(all.contains(QLatin1String(part)), qPrintable(all));
        const QString price = paper(LeaseTaxOn::Price);
        for (const char *part : {"Tax, 7 % | on the price agreed", "Tax due at signing | $2,660", "$23,195.84"})
            QVERIFY2(price.contains(QLatin1String(part)), qPrintable(price));
        QImage image(720, 960, QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter painter(&image);
        WorksheetPrint(sheet).paint(painter, image.size(), 1);
        painter.end();
        QVERIFY(image.save(QStringLiteral(UPDESK_BUILD_DIR "/pictures/worksheet-leasetax.png")));
        Activity line;
        line.code = Activity::Code::PaymentFigured;
        line.providerText = QStringLiteral(
            R"({"lease":{"cap_cost":3800000,"residual":2200000,"months":36,"money_factor":0.0021,"tax":0.07,"tax_on":"price"}})");
        const QString words = planLineWords(line, {});
        QVERIFY2(words.contains(QStringLiteral("$570.44 a month for 36 months"))
                && words.contains(QStringLiteral("$2,660 tax at signing")),
            qPrintable(words));
    }
    void nothingIsCutOffAtTheSide_data()
    {
        QTest::addColumn<int>("size");
        QTest::addColumn<bool>("dark");
        QTest::newRow("as it comes") << 100 << false;
        QTest::newRow("dark") << 100 << true;
        QTest::newRow("large") << 200 << false;
    }
    void nothingIsCutOffAtTheSide()
    {
        QFETCH(const int, size);
        QFETCH(const bool, dark);
        Desk desk;
        desk.press(Qt::Key_Escape);
        setTextSize(size);
        setTheme(dark ? ThemeName::Dark : ThemeName::Light);
        desk.screen->window()->resize(1024, 700);
        desk.press(Qt::Key_F);
        desk.typeLease();
        desk.taxOn()->setCurrentIndex(1);
        QCoreApplication::processEvents();
        auto *area = desk.sheet()->findChild<QScrollArea *>();
        const QList<QWidget *> inside = area->widget()->findChildren<QWidget *>();
        for (const QWidget *one : inside) {
            if (one->isVisible() && one->layout() == nullptr)
                QVERIFY2(one->mapTo(area->viewport(), one->rect().topRight()).x() < area->viewport()->width(),
                    qPrintable(one->objectName()));
        }
        QVERIFY(desk.taxOn()->width() >= desk.taxOn()->sizeHint().width()); // each choice can be read
        const QString name = QString::fromLatin1(QTest::currentDataTag()).section(u' ', 0, 0);
        for (const char *shown : {"lead.pencil.leaseTaxOn", "lead.pencil.figures"}) {
            area->ensureWidgetVisible(desk.part<QWidget>(shown));
            QCoreApplication::processEvents();
            const QString part = QString::fromLatin1(shown).section(u'.', -1);
            QVERIFY(desk.screen->window()->grab().save(
                QStringLiteral(UPDESK_BUILD_DIR "/pictures/pencil-%1-%2.png").arg(part, name)));
        }
    }
};
UPDESK_TEST(TestLeaseTax);
#include "tst_leasetax.moc"
