// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/deed.h"
#include "core/desk/peopleverbs.h"
#include "core/desk/undo.h"
#include "core/people/customerstore.h"
#include "tests/ui/lead/leaddesk.h"
#include "ui/lead/mergeline.h"
#include "ui/lead/matchtable.h"
#include "ui/lead/mergesheet.h"
#include "ui/parts/spacing.h"

#include <QDir>

using namespace updesk;

/// Two records of one customer become one, field by field, by keys alone.
class TestMergeSheet : public QObject
{
    Q_OBJECT

    struct Two : LeadDesk {
        CustomerId other;
        explicit Two(const char *first = "Samuel", const char *suffix = "")
        {
            LeadDraft draft = webLead(7);
            draft.first = QLatin1String(first);
            draft.last = QStringLiteral("OKAFOR");
            CaptureChoices choices;
            choices.newPerson = true;
            other = add(draft, choices).customer;
            const auto before = load(session->database(), kCustomer, other.value);
            Customer after = *before;
            after.first = QLatin1String(first);
            after.last = QStringLiteral("OKAFOR");
            after.full = after.first + QStringLiteral(" OKAFOR");
            after.company = QStringLiteral("Okafor Farms");
            after.suffix = QLatin1String(suffix);
            const CustomerLabel tag{{newId(clock.now())}, captured.customer,
                QStringLiteral("maybe:") + QString::fromLatin1(other.value.hex())};
            if (!doDeed(*session, "test", {}, [&](Transaction &tx) -> Result<void> {
                    if (auto done = apply(tx, set(kCustomer, *before, after)); !done)
                        return done;
                    return apply(tx, put(kTag, tag));
                }))
                qFatal("merge desk");
        }
        MergeSheet &openSheet()
        {
            show();
            key(Qt::Key_M, Qt::ShiftModifier);
            auto *sheet = screen->window()->findChild<MergeSheet *>();
            if (!sheet || !sheet->isOpen())
                qFatal("no sheet");
            return *sheet;
        }
        void press(Qt::Key key, Qt::KeyboardModifiers with = Qt::NoModifier)
        {
            QTest::keyClick(screen->window()->focusWidget(), key, with);
            QCoreApplication::processEvents();
        }
        Customer kept() { return *CustomerStore(session->database()).find(captured.customer); }
        QString error(MergeSheet &sheet)
        {
            auto *label = sheet.findChild<QLabel *>(QStringLiteral("lead.merge.error"));
            return label->isVisible() ? label->text() : QString();
        }
    };
    static MergeLine *line(MergeSheet &sheet, MergeField field)
    {
        return sheet.findChild<MergeLine *>(QStringLiteral("lead.merge.field%1").arg(int(field)));
    }
    static void save(QWidget &window, const char *name)
    {
        QApplication::processEvents();
        QVERIFY(window.grab().save(QStringLiteral(UPDESK_BUILD_DIR "/pictures/merge-%1.png").arg(QLatin1String(name))));
    }

private Q_SLOTS:
    void cleanup()
    {
        setTheme(ThemeName::Light);
        setTextSize(100);
    }
    void eachFieldIsChosenByOneKeyAndUndoGivesBothBack()
    {
        Two desk;
        const QByteArray before = desk.list("SELECT first||last||quote(merged_into) FROM customer ORDER BY id");
        MergeSheet &sheet = desk.openSheet();
        MergeLine *first = line(sheet, MergeField::First);
        MergeLine *last = line(sheet, MergeField::Last);
        QVERIFY(first && last);
        QVERIFY(!line(sheet, MergeField::Full)); // it follows its parts
        QVERIFY(!line(sheet, MergeField::Company)); // only one has one: nothing to choose
        QCOMPARE(first, desk.screen->window()->focusWidget());
        desk.press(Qt::Key_2);
        QCOMPARE(first->side(), Side::Right);
        desk.press(Qt::Key_Return);
        QCOMPARE(last, desk.screen->window()->focusWidget());
        desk.press(Qt::Key_2);
        desk.press(Qt::Key_Left);
        QCOMPARE(last->side(), Side::Left);
        QVERIFY2(sheet.resultWords().contains(QStringLiteral("Samuel Okafor")), qPrintable(sheet.resultWords()));
        QVERIFY(sheet.resultWords().contains(QStringLiteral("Okafor Farms")));
        QVERIFY(last->accessibleName().contains(QStringLiteral("keeps Okafor, not OKAFOR")));
        QCOMPARE(desk.list("SELECT first||last||quote(merged_into) FROM customer ORDER BY id"), before); // not yet
        desk.press(Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(!sheet.isOpen());
        QCOMPARE(desk.kept().first, QStringLiteral("Samuel"));
        QCOMPARE(desk.kept().last, QStringLiteral("Okafor"));
        QCOMPARE(desk.kept().full, QStringLiteral("Samuel Okafor"));
        QCOMPARE(desk.said.last(), QStringLiteral("Merged. Both histories are here."));
        QCOMPARE(desk.screen->lead(), desk.captured.lead); // the same lead is open, now of both
        QVERIFY(undoLast(*desk.session));
        QCOMPARE(desk.list("SELECT first||last||quote(merged_into) FROM customer ORDER BY id"), before);
    }
    void itSaysHowAlikeTheyAreAndInWhat()
    {
        Two desk;
        MergeSheet &sheet = desk.openSheet();
        const Match match = *matchBetween(desk.session->database(), desk.captured.customer, desk.other);
        QVERIFY(match.percent > 0);
        const QString alike = QStringLiteral("%1% alike").arg(match.percent);
        const auto labels = sheet.findChildren<QLabel *>();
        QVERIFY(std::ranges::any_of(
            labels, [&](const QLabel *label) { return label->isVisible() && label->text() == alike; }));
        auto *table = sheet.findChild<MatchTable *>();
        QVERIFY(table && table->isVisible());
        const QStringList lines = table->lines();
        QVERIFY2(lines.contains(QStringLiteral("Name (alike) agrees: Sam Okafor, and Samuel OKAFOR"))
                || lines.contains(QStringLiteral("Name agrees: Sam Okafor, and Samuel OKAFOR")),
            qPrintable(lines.join(u'\n')));
        QVERIFY2(lines.join(u'\n').contains(QStringLiteral("Phone differs: (555)")), qPrintable(lines.join(u'\n')));
        QVERIFY(table->accessibleName().contains(QStringLiteral("Phone differs")));
    }
    void escMergesNothing()
    {
        Two desk;
        MergeSheet &sheet = desk.openSheet();
        desk.press(Qt::Key_2);
        desk.press(Qt::Key_Escape);
        QVERIFY(!sheet.isOpen());
        QCOMPARE(desk.count("customer WHERE merged_into IS NOT NULL"), qint64(0));
        QCOMPARE(desk.kept().first, QStringLiteral("Sam"));
    }
    void aClickChoosesToo()
    {
        Two desk;
        MergeSheet &sheet = desk.openSheet();
        MergeLine *first = line(sheet, MergeField::First);
        for (const Side side : {Side::Right, Side::Left, Side::Right}) {
            QTest::mouseClick(first, Qt::LeftButton, {}, first->box(side).center());
            QCOMPARE(first->side(), side);
        }
    }
    void seniorAndJuniorAreToldApart()
    {
        Two desk("Samuel", "Jr.");
        const auto mine = load(desk.session->database(), kCustomer, desk.captured.customer.value);
        Customer senior = *mine;
        senior.suffix = QStringLiteral("Sr.");
        QVERIFY(doDeed(
            *desk.session, "test", {}, [&](Transaction &tx) { return apply(tx, set(kCustomer, *mine, senior)); }));
        MergeSheet &sheet = desk.openSheet();
        QVERIFY(desk.error(sheet).contains(QStringLiteral("two people")));
        desk.press(Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(sheet.isOpen());
        QCOMPARE(desk.count("customer WHERE merged_into IS NOT NULL"), qint64(0));
    }
    void aJuniorAndSomebodyWhoDoesNotSayAreMergedByAPersonsWord()
    {
        Two desk("Samuel", "Jr.");
        MergeSheet &sheet = desk.openSheet();
        QVERIFY(desk.error(sheet).contains(QStringLiteral("Jr.")));
        desk.press(Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(!sheet.isOpen());
        QCOMPARE(desk.count("customer WHERE merged_into IS NOT NULL"), qint64(1));
        QCOMPARE(desk.kept().suffix, QStringLiteral("Jr.")); // what one of them said stays
    }
    void whatCannotBeWrittenIsSaidAndTheChoiceStays()
    {
        Two desk;
        MergeSheet &sheet = desk.openSheet();
        desk.press(Qt::Key_2);
        QVERIFY(desk.session->database().execute("PRAGMA query_only=1"));
        desk.press(Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(sheet.isOpen());
        QVERIFY2(desk.error(sheet).contains(QStringLiteral("cannot be written")), qPrintable(desk.error(sheet)));
        QCOMPARE(line(sheet, MergeField::First)->side(), Side::Right);
        QVERIFY(desk.session->database().execute("PRAGMA query_only=0"));
        desk.press(Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(!sheet.isOpen());
        QCOMPARE(desk.kept().first, QStringLiteral("Samuel"));
    }
    void everyValueIsReadableAtEverySize()
    {
        Two desk;
        for (const auto &[size, percent, name] :
            {std::tuple(QSize(1166, 692), 100, "light"), std::tuple(QSize(1024, 700), 200, "dark-200")}) {
            setTextSize(percent);
            setTheme(percent == 100 ? ThemeName::Light : ThemeName::Dark);
            desk.screen->resize(size);
            MergeSheet &sheet = desk.openSheet();
            save(*desk.screen->window(), name);
            for (const MergeLine *one : sheet.findChildren<MergeLine *>()) {
                QVERIFY(one->isVisible() && one->height() >= one->sizeHint().height());
                QVERIFY(!one->box(Side::Left).intersects(one->box(Side::Right)));
                QVERIFY(one->box(Side::Left).height() >= 24);
                QVERIFY(one->box(Side::Left).width() >= textWidth(QStringLiteral("1  OKAFOR"), Type::BodyMedium));
            }
            desk.press(Qt::Key_Escape);
        }
    }
};
UPDESK_TEST(TestMergeSheet);
#include "tst_mergesheet.moc"
