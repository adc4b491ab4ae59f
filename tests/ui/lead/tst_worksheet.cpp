// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/pencilverbs.h"
#include "core/desk/undo.h"
#include "tests/ui/lead/leaddesk.h"
#include "ui/lead/pencilsheet.h"
#include "ui/lead/planwords.h"
#include "ui/lead/worksheetprint.h"
#include "ui/parts/ask.h"
#include "ui/parts/segments.h"

#include <QAbstractButton>
#include <QBuffer>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QMenu>
#include <QPainter>
#include <QPrinter>
#include <QScrollArea>

using namespace updesk;

/// The worksheet of the pencil on paper and as a file, and leases that are kept (F80, F81).
class TestWorksheetPaper : public QObject
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
        PencilSheet *sheet() { return screen->window()->findChild<PencilSheet *>(); }
        QLineEdit *edit(const char *name) { return screen->window()->findChild<QLineEdit *>(QLatin1String(name)); }
        QAbstractButton *button(const char *name)
        {
            return screen->window()->findChild<QAbstractButton *>(QLatin1String(name));
        }
        QString note() { return screen->window()->findChild<QLabel *>(QStringLiteral("lead.pencil.note"))->text(); }
        void choose(int kind)
        {
            auto *segments = screen->window()->findChild<Segments *>(QStringLiteral("lead.pencil.kind"));
            segments->setCurrent(kind);
            Q_EMIT segments->chosen(kind);
        }
        void payEveryTwoWeeks()
        {
            auto *often = screen->window()->findChild<Segments *>(QStringLiteral("lead.pencil.often"));
            often->setCurrent(1);
            Q_EMIT often->chosen(1);
        }
        void typeLease()
        {
            choose(1);
            for (const auto &[name, text] :
                {std::pair{"lead.pencil.capCost", "38,000"}, std::pair{"lead.pencil.residual", "22,000"},
                    std::pair{"lead.pencil.leaseMonths", "36"}, std::pair{"lead.pencil.factor", "0.00210"}})
                edit(name)->setText(QLatin1String(text));
        }
        /// Takes the entry of the menu that offers the forms of a file.
        void saveAs(int entry)
        {
            press(Qt::Key_S, Qt::ControlModifier);
            auto *menu = sheet()->findChild<QMenu *>(QStringLiteral("lead.pencil.saving"));
            QVERIFY(menu && menu->actions().size() == 3);
            QAction *action = menu->actions().at(entry);
            menu->close();
            action->trigger();
            QCoreApplication::processEvents();
        }
    };

    static Worksheet example()
    {
        Worksheet sheet;
        sheet.store = QStringLiteral("Northgate Motors");
        sheet.address = QStringLiteral("1200 Northgate Blvd, Albany, NY");
        sheet.phone = QStringLiteral("(518) 555-0100");
        sheet.zone = "America/New_York";
        sheet.region = QStringLiteral("US-NY");
        sheet.at = 1'773'324'000'000; // 12 March 2026, 10:00
        sheet.by = QStringLiteral("Dana Reyes");
        sheet.customer = QStringLiteral("Maria Lopez");
        sheet.customerPhone = QStringLiteral("+15185550123");
        sheet.vehicle.year = 2024;
        sheet.vehicle.make = QStringLiteral("Toyota");
        sheet.vehicle.model = QStringLiteral("RAV4");
        sheet.vehicle.trim = QStringLiteral("XLE");
        sheet.vehicle.stock = QStringLiteral("T1190");
        sheet.vehicle.vin = QStringLiteral("1M8GDM9AXKP042788");
        Appraisal trade;
        trade.year = 2019;
        trade.make = QStringLiteral("Toyota");
        trade.model = QStringLiteral("Corolla");
        trade.odometer = 61'200;
        trade.acv = 2'150'000;
        trade.at = sheet.at;
        trade.payoff = 1'767'878;
        trade.payoffAt = sheet.at;
        trade.lender = QStringLiteral("First Bank");
        sheet.trade = trade;
        Pencil loan; // domain.md 4.5
        loan.price = 3'400'000;
        loan.fees = 80'000;
        loan.rebate = 150'000;
        loan.tradeValue = 2'150'000;
        loan.payoff = 1'767'878;
        loan.taxRate = 0.07;
        loan.terms = {{72, 0.059}, {84, 0.0649}};
        loan.paymentNow = 54'403;
        loan.monthsLeft = 36;
        sheet.loan = loan;
        LeasePencil lease; // domain.md 4.3
        lease.terms = {3'800'000, 2'200'000, 36, 0.0021};
        lease.cashDown = 0;
        sheet.lease = lease;
        return sheet;
    }
    static QImage page(const WorksheetPrint &print, const QSize &size, int number)
    {
        QImage image(size, QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter painter(&image);
        print.paint(painter, size, number);
        return image;
    }
    static int dark(const QImage &image, const QRect &in)
    {
        int n = 0;
        for (int y = in.top(); y <= in.bottom(); ++y) {
            for (int x = in.left(); x <= in.right(); ++x)
                n += qGray(image.pixel(x, y)) < 128;
        }
        return n;
    }
    static QByteArray pdf(const Worksheet &sheet)
    {
        return WorksheetOut::bytes(sheet, WorksheetOut::Form::Pdf).value_or(QByteArray());
    }

private Q_SLOTS:
    void init() { setTheme(ThemeName::Light); }
    void cleanup()
    {
        setTextSize(100);
        setTheme(ThemeName::Light);
    }

    void everythingStandsOnOnePage()
    {
        const WorksheetPrint print(example());
        const QSize letter(720, 960);
        const QImage image = page(print, letter, 1);
        QVERIFY(image.save(QStringLiteral(UPDESK_BUILD_DIR "/pictures/worksheet.png")));
        QCOMPARE(print.pages(letter), 1);
        const QString all = print.texts().join(u'\n');
        for (const char *part :
            {"Northgate Motors", "1200 Northgate Blvd", "Dana Reyes", "March 12, 2026 at 10:00", "Maria Lopez",
                "(518) 555-0123", "2024 Toyota RAV4 XLE", "T1190", "1M8GDM9AXKP042788", "2019 Toyota Corolla",
                "$21,500", "$17,678.78", "First Bank", "$34,000", "$875", "$30,353.78", "72 months at 5.9 %", "$501.62",
                "$441.97", "6.49 %", "$570.44", "0.00210", "Estimate, not an offer"}) // domain.md 4.3, 4.5
            QVERIFY2(all.contains(QLatin1String(part)), qPrintable(QLatin1String(part) + u'\n' + all));
        QVERIFY(!all.contains(QStringLiteral("were kept"))); // they were not
        QVERIFY(dark(image, {0, 0, 720, 60}) > 200);
    }
    void itIsBlackOnWhiteInTheDarkToo()
    {
        setTheme(ThemeName::Dark);
        const QImage image = page(WorksheetPrint(example()), {720, 960}, 1);
        QVERIFY(dark(image, {0, 0, 720, 960}) > 2000);
        QCOMPARE(qGray(image.pixel(2, 940)), 255);
    }
    void aShortPageGoesOnOnTheNextAndNothingIsLost()
    {
        const WorksheetPrint print(example());
        const QSize low(720, 300);
        const int pages = print.pages(low);
        QVERIFY(pages >= 3);
        for (int number = 1; number <= pages; ++number)
            QVERIFY(dark(page(print, low, number), {0, 0, 720, 270}) > 100);
        QVERIFY(print.pages({720, 10}) <= print.texts().size() + 1); // even where no line has room it ends
    }
    void paperDoesNotGrowWithTheTextOfTheWindow()
    {
        const QByteArray plain = pdf(example());
        QVERIFY(plain.startsWith("%PDF"));
        setTextSize(200);
        const QByteArray large = pdf(example());
        QCOMPARE(large.count("/Type /Page\n"), plain.count("/Type /Page\n"));
        QCOMPARE(plain.count("/Type /Page\n"), 1);
    }
    void aPrinterGetsThePagesAndAFailureIsSaid()
    {
        LeadDesk desk;
        const auto printed = [&](const QString &path) {
            QPrinter printer(QPrinter::HighResolution);
            printer.setOutputFormat(QPrinter::PdfFormat);
            printer.setOutputFileName(path);
            return WorksheetOut::printOn(printer, example());
        };
        const QString path = desk.dir.filePath(QStringLiteral("printed.pdf"));
        QCOMPARE(printed(path), QString());
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly) && file.readAll().startsWith("%PDF"));
        const QString words = printed(desk.dir.filePath(QStringLiteral("no/such/folder/printed.pdf")));
        QVERIFY2(words.contains(QStringLiteral("could not be printed")), qPrintable(words));
    }
    void noFieldAndNoFigureIsSqueezed_data()
    {
        QTest::addColumn<int>("size");
        QTest::newRow("as it comes") << 100;
        QTest::newRow("large") << 200;
    }
    void noFieldAndNoFigureIsSqueezed()
    {
        QFETCH(const int, size);
        Desk desk;
        desk.press(Qt::Key_Escape);
        setTextSize(size);
        desk.screen->window()->resize(1024, 700);
        desk.press(Qt::Key_F);
        const auto whole = [&] {
            QCoreApplication::processEvents();
            const QList<QLineEdit *> edits = desk.sheet()->findChildren<QLineEdit *>();
            for (const QLineEdit *edit : edits) {
                if (edit->isVisible())
                    QVERIFY2(edit->height() >= edit->sizeHint().height(), qPrintable(edit->objectName()));
            }
            const auto *area = desk.sheet()->findChild<QScrollArea *>();
            const QList<QWidget *> inside = area->widget()->findChildren<QWidget *>();
            for (const QWidget *one : inside) { // nothing is cut off at the side
                if (one->isVisible() && one->layout() == nullptr)
                    QVERIFY2(one->mapTo(area->viewport(), one->rect().topRight()).x() < area->viewport()->width(),
                        qPrintable(one->objectName()));
            }
            const auto *figures = desk.sheet()->findChild<QWidget *>(QStringLiteral("lead.pencil.figures"));
            const QList<QLabel *> labels = figures->findChildren<QLabel *>();
            QVERIFY(!labels.isEmpty());
            for (const QLabel *label : labels) {
                if (label->isVisible())
                    QVERIFY2(
                        label->height() >= label->sizeHint().height() && label->width() >= label->sizeHint().width(),
                        qPrintable(label->text()));
            }
        };
        for (const auto &[name, text] : {std::pair{"lead.pencil.now", "544.03"}, std::pair{"lead.pencil.left", "36"},
                 std::pair{"lead.pencil.trade", "4,000"}}) {
            desk.edit(name)->setText(QLatin1String(text));
            whole();
        }
        desk.typeLease();
        whole();
        desk.choose(0);
        whole();
        desk.payEveryTwoWeeks();
        whole();
    }
    void whatIsNotKnownIsNotMadeUp()
    {
        Worksheet bare;
        bare.at = example().at;
        const QString all = WorksheetPrint(bare).texts().join(u'\n');
        QVERIFY(all.contains(QStringLiteral("none named")) && all.contains(QStringLiteral("No payment was figured")));
        Worksheet named = example();
        named.trade->acv = 0;
        QVERIFY(WorksheetPrint(named).texts().join(u'\n').contains(QStringLiteral("not appraised yet")));
        named.kept = named.at;
        named.keptBy = QStringLiteral("Omar Haddad");
        QVERIFY(WorksheetPrint(named).texts().join(u'\n').contains(
            QStringLiteral("kept on March 12, 2026 at 10:00 by Omar")));
    }

    void aFileIsOfferedByNameAndWritten()
    {
        Desk desk;
        QStringList offered;
        desk.sheet()->out().setPick([&](const QString &, const QString &path, const QString &) {
            offered << QFileInfo(path).fileName();
            return desk.dir.filePath(QFileInfo(path).fileName());
        });
        for (int entry = 0; entry < 3; ++entry)
            desk.saveAs(entry);
        QCOMPARE(offered.size(), 3);
        QVERIFY2(
            offered[0].startsWith(QStringLiteral("pencil-")) && offered[0].endsWith(QStringLiteral("2026-03-12.pdf")),
            qPrintable(offered[0]));
        const auto bytes = [&](int i) {
            QFile file(desk.dir.filePath(offered[i]));
            return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        };
        QVERIFY(bytes(0).startsWith("%PDF"));
        QVERIFY(bytes(1).startsWith("\xef\xbb\xbfkind,lead,"));
        const QJsonObject json = QJsonDocument::fromJson(bytes(2)).object();
        QCOMPARE(json[QLatin1String("loan")][QLatin1String("price")].toInt(), 3'348'000); // as it stands in the field
        QVERIFY(json[QLatin1String("kept_at")].isNull());
        QVERIFY(desk.note().contains(QStringLiteral("Saved as")));
    }
    void nothingIsReplacedUnasked()
    {
        Desk desk;
        const QString path = desk.dir.filePath(QStringLiteral("there.json"));
        const auto content = [&] {
            QFile file(path);
            return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        };
        {
            QFile file(path);
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write("mine");
        }
        desk.sheet()->out().setPick([&](const QString &, const QString &, const QString &) {
            return desk.dir.filePath(QStringLiteral("there")); // the ending is added, and then it is that file
        });
        answerNext(-1);
        desk.saveAs(2);
        QVERIFY(lastQuestion().title.contains(QStringLiteral("there.json")));
        QCOMPARE(content(), QByteArray("mine"));
        QVERIFY(desk.note().contains(QStringLiteral("stays as it was")));
        answerNext(0);
        desk.saveAs(2);
        QVERIFY(content().contains("updesk-pencil"));
    }
    void whatCannotBeWrittenIsSaid()
    {
        Desk desk;
        desk.sheet()->out().setPick([&](const QString &, const QString &, const QString &) {
            return desk.dir.filePath(QStringLiteral("no/such/folder/x.pdf"));
        });
        desk.saveAs(0);
        QVERIFY2(desk.note().contains(QStringLiteral("could not be written")), qPrintable(desk.note()));
        QVERIFY(desk.sheet()->isOpen()); // what was typed is still there
        desk.sheet()->out().setPick([](const QString &, const QString &, const QString &) { return QString(); });
        desk.saveAs(0); // left: nothing is said
        QVERIFY(desk.note().isEmpty());
    }
    void withoutAPaymentNothingIsPrintedOrSaved()
    {
        Desk desk;
        QVERIFY(desk.button("lead.pencil.print")->isEnabled() && desk.button("lead.pencil.save")->isEnabled());
        desk.edit("lead.pencil.price")->setText({});
        QVERIFY(!desk.button("lead.pencil.print")->isEnabled() && !desk.button("lead.pencil.save")->isEnabled());
        desk.press(Qt::Key_S, Qt::ControlModifier);
        QVERIFY(!desk.sheet()->findChild<QMenu *>(QStringLiteral("lead.pencil.saving")));
    }

    void aLeaseIsKeptAndStandsThereTheNextTime()
    {
        Desk desk;
        desk.typeLease();
        desk.edit("lead.pencil.leaseEquity")->setText(QStringLiteral("-500"));
        desk.press(Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(!desk.sheet()->isOpen());
        QVERIFY(desk.said.last().contains(QStringLiteral("kept")));
        const auto kept = keptPencils(desk.session->database(), desk.captured.lead);
        QVERIFY(kept && kept->lease && !kept->loan);
        QCOMPARE(kept->lease->equity, qint64(-50'000));
        desk.press(Qt::Key_F);
        QVERIFY(desk.edit("lead.pencil.capCost")->isVisible()); // the lease was kept last
        QCOMPARE(desk.edit("lead.pencil.capCost")->text(), QStringLiteral("38,000"));
        QCOMPARE(desk.edit("lead.pencil.residual")->text(), QStringLiteral("22,000"));
        QCOMPARE(desk.edit("lead.pencil.factor")->text(), QStringLiteral("0.0021"));
        QCOMPARE(desk.edit("lead.pencil.leaseEquity")->text(), QStringLiteral("-500"));
        QCOMPARE(desk.edit("lead.pencil.price")->text(), QStringLiteral("33,480")); // the loan as before
        desk.press(Qt::Key_Escape);
        QVERIFY(undoLast(*desk.session));
        desk.press(Qt::Key_F);
        QVERIFY(desk.edit("lead.pencil.price")->isVisible());
        QVERIFY(desk.edit("lead.pencil.residual")->text().isEmpty());
    }
    void aLoanIsPaidEveryTwoWeeksOnScreenOnPaperAndInTheHistory()
    {
        Desk desk;
        const auto fill = [&](const char *name, const char *text) { desk.edit(name)->setText(QLatin1String(text)); };
        for (const auto &[name, text] : {std::pair{"lead.pencil.price", "34,000"}, std::pair{"lead.pencil.fees", "800"},
                 std::pair{"lead.pencil.rebate", "1500"}, std::pair{"lead.pencil.trade", "21500"},
                 std::pair{"lead.pencil.payoff", "17678.78"}, std::pair{"lead.pencil.tax", "7"},
                 std::pair{"lead.pencil.rateA", "5.9"}, std::pair{"lead.pencil.rateB", "5.9"},
                 std::pair{"lead.pencil.now", "544.03"}, std::pair{"lead.pencil.left", "36"}})
            fill(name, text);
        auto *often = desk.screen->window()->findChild<Segments *>(QStringLiteral("lead.pencil.often"));
        QVERIFY(often->isVisible());
        QCOMPARE(often->current(), 0);
        desk.payEveryTwoWeeks();
        const QString all = desk.sheet()->figures().join(u'\n');
        for (const char *part : {"Payment every two weeks: $231.26 | $203.77", "Number of payments: 156 | 182",
                 "As a month, on average: $501.06 | $441.50"}) // worked out in tst_pencil.cpp
            QVERIFY2(all.contains(QLatin1String(part)), qPrintable(all));
        QVERIFY(!all.contains(QLatin1String("Payment a month")));
        desk.choose(1);
        QVERIFY(!often->isVisible()); // a lease is paid monthly
        desk.choose(0);
        desk.press(Qt::Key_Return, Qt::ControlModifier);
        const auto kept = keptPencils(desk.session->database(), desk.captured.lead);
        QVERIFY(kept && kept->loan);
        QCOMPARE(kept->loan->perYear, kBiWeekly);
        const auto sheet =
            worksheetOf(desk.session->database(), desk.captured.lead, *kept, desk.session->person(), desk.clock.now());
        const QString paper = WorksheetPrint(*sheet).texts().join(u'\n');
        for (const char *part :
            {"Every two weeks", "$231.26", "26 payments a year", "Payments every two weeks by term"})
            QVERIFY2(paper.contains(QLatin1String(part)), qPrintable(paper));
        QVERIFY(desk.list("SELECT provider_text FROM activity WHERE provider_text LIKE '%biweekly%'").size() > 0);
        desk.press(Qt::Key_F);
        QCOMPARE(often->current(), 1); // as it was kept
        desk.press(Qt::Key_Escape);
        QVERIFY(undoLast(*desk.session));
        desk.press(Qt::Key_F);
        QCOMPARE(often->current(), 0);
    }
    void theHistoryTellsALease()
    {
        Activity line;
        line.code = Activity::Code::PaymentFigured;
        line.providerText = QStringLiteral(
            R"({"lease":{"cap_cost":3800000,"residual":2200000,"months":36,"money_factor":0.0021,"down":150000,"fees":150000}})");
        const QString words = planLineWords(line, {});
        for (const char *part : {"Lease", "$570.44", "36", "$1,500", "estimate"})
            QVERIFY2(words.contains(QLatin1String(part)), qPrintable(words));
    }
    void bothKindsGoOnTheSheet()
    {
        Desk desk;
        desk.typeLease();
        QByteArray written;
        const QString path = desk.dir.filePath(QStringLiteral("both.json"));
        desk.sheet()->out().setPick([&](const QString &, const QString &, const QString &) { return path; });
        desk.saveAs(2);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonObject json = QJsonDocument::fromJson(file.readAll()).object();
        QCOMPARE(json[QLatin1String("lease")][QLatin1String("payment")].toInt(), 57'044);
        QVERIFY(json[QLatin1String("loan")].isObject());
        QCOMPARE(json[QLatin1String("trade")][QLatin1String("payoff")].toInt(), 640'000); // as the inquiry named it
    }
    void numbersThatWereKeptSaySoUntilOneIsTyped()
    {
        Desk desk;
        desk.press(Qt::Key_Return, Qt::ControlModifier);
        desk.press(Qt::Key_F);
        const QString path = desk.dir.filePath(QStringLiteral("kept.json"));
        desk.sheet()->out().setPick([&](const QString &, const QString &, const QString &) { return path; });
        const auto keptAt = [&] {
            QFile::remove(path);
            desk.saveAs(2);
            QFile file(path);
            return file.open(QIODevice::ReadOnly)
                ? QJsonDocument::fromJson(file.readAll()).object()[QLatin1String("kept_at")]
                : QJsonValue(QJsonValue::Undefined);
        };
        QVERIFY(keptAt().isString());
        desk.edit("lead.pencil.fees")->setText(QStringLiteral("100"));
        QVERIFY(keptAt().isNull());
    }
    void picturesOfTheSheet()
    {
        const QDir dir(QStringLiteral(UPDESK_BUILD_DIR "/pictures"));
        QVERIFY(QDir().mkpath(dir.path()));
        for (const auto &[name, theme, size] : {std::tuple{"light", ThemeName::Light, 100},
                 std::tuple{"dark", ThemeName::Dark, 100}, std::tuple{"large", ThemeName::Light, 200}}) {
            setTheme(theme);
            setTextSize(size);
            Desk desk;
            setTheme(theme); // the desk begins light and plain
            setTextSize(size);
            desk.screen->window()->resize(1024, 700);
            desk.edit("lead.pencil.now")->setText(QStringLiteral("544.03"));
            desk.edit("lead.pencil.left")->setText(QStringLiteral("36"));
            QCoreApplication::processEvents();
            QVERIFY(desk.screen->window()->grab().save(
                dir.filePath(QStringLiteral("pencil-loan-%1.png").arg(QLatin1String(name)))));
            desk.payEveryTwoWeeks();
            QCoreApplication::processEvents();
            QVERIFY(desk.screen->window()->grab().save(
                dir.filePath(QStringLiteral("pencil-biweekly-%1.png").arg(QLatin1String(name)))));
            desk.typeLease();
            QCoreApplication::processEvents();
            QVERIFY(desk.screen->window()->grab().save(
                dir.filePath(QStringLiteral("pencil-lease-%1.png").arg(QLatin1String(name)))));
            answerNext(1); // what was typed may go
            desk.press(Qt::Key_Escape);
            desk.press(Qt::Key_R);
            QCoreApplication::processEvents();
            QVERIFY(desk.screen->window()->grab().save(
                dir.filePath(QStringLiteral("appraisal-%1.png").arg(QLatin1String(name)))));
        }
    }
};
UPDESK_TEST(TestWorksheetPaper);
#include "tst_worksheet.moc"
