// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/lead/leaddesk.h"
#include "ui/lead/appraisalsheet.h"
#include "ui/lead/consentsheet.h"
#include "ui/lead/garagesheet.h"
#include "ui/lead/pencilsheet.h"
#include "ui/lead/sellsheet.h"
#include "ui/parts/ask.h"
#include "ui/parts/segments.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QLineEdit>
#include <QVBoxLayout>

#include <functional>

using namespace updesk;

/// What is typed into a form of the lead is not dropped by one Esc.
class TestFormSheets : public QObject
{
    Q_OBJECT

    struct Window : TestStore {
        QWidget over;
        Window() { over.resize(1024, 700); }
        /// A form by its name, filled with what is known, open.
        SheetDialog *open(const QByteArray &name)
        {
            const QString sam = QStringLiteral("Sam Okafor");
            if (name == "trade-in") {
                auto *sheet = new AppraisalSheet(&over);
                sheet->openFor({}, sam, [](const Appraisal &) -> Result<DeedId> { return DeedId(); });
            } else if (name == "vehicle") {
                auto *sheet = new GarageSheet(&over);
                sheet->openFor({}, sam, {});
            } else if (name == "sale") {
                auto *sheet = new SellSheet(*session, &over);
                sheet->openForSale({}, sam, {}, {});
            } else if (name == "consent") {
                auto *sheet = new ConsentSheet(*session, &over);
                sheet->openFor({}, sam, {});
            } else {
                auto *sheet = new PencilSheet(&over);
                sheet->openFor({}, sam, {});
            }
            return SheetDialog::openIn(&over);
        }
    };

private Q_SLOTS:
    void cleanup()
    {
        setTheme(ThemeName::Light);
        setTextSize(100);
    }
    void escAsksBeforeItDropsWhatWasTyped_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("line");
        QTest::newRow("trade-in") << QByteArray("trade-in") << QByteArray("lead.appraisal.note");
        QTest::newRow("vehicle") << QByteArray("vehicle") << QByteArray("lead.garage.model");
        QTest::newRow("sale") << QByteArray("sale") << QByteArray("lead.sell.number");
        QTest::newRow("consent") << QByteArray("consent") << QByteArray("lead.consent.words");
        QTest::newRow("pencil") << QByteArray("pencil") << QByteArray("lead.pencil.price");
    }
    void escAsksBeforeItDropsWhatWasTyped()
    {
        QFETCH(const QByteArray, name);
        QFETCH(const QByteArray, line);
        Window window;
        window.over.show();
        QPointer<SheetDialog> sheet = window.open(name);
        QVERIFY(sheet && sheet->isOpen());
        QTest::keyClick(sheet, Qt::Key_Escape); // nothing was typed: nothing is asked
        QVERIFY(!sheet->isOpen());
        delete sheet;
        sheet = window.open(name);
        auto *edit = sheet->findChild<QLineEdit *>(QLatin1String(line));
        QVERIFY(edit);
        edit->setFocus();
        QTest::keyClicks(edit, QStringLiteral("31900"));
        answerNext(-1);
        QTest::keyClick(edit, Qt::Key_Escape);
        QCOMPARE(lastQuestion().title, QStringLiteral("Discard what was typed?"));
        QVERIFY(sheet->isOpen());
        QCOMPARE(edit->text(), QStringLiteral("31900"));
        answerNext(0); // keep typing
        QTest::keyClick(edit, Qt::Key_Escape);
        QVERIFY(sheet->isOpen());
        answerNext(1);
        QTest::keyClick(edit, Qt::Key_Escape);
        QVERIFY(!sheet->isOpen());
    }
    void aTickAndAChoiceCountAsTyped()
    {
        struct Form : SheetDialog {
            explicit Form(QWidget *window) : SheetDialog(window)
            {
                auto *body = new QWidget;
                auto *column = new QVBoxLayout(body);
                tick->setChecked(true);
                list->addItems({QStringLiteral("a"), QStringLiteral("b")});
                list->setCurrentIndex(1);
                for (QWidget *part :
                    {static_cast<QWidget *>(tick), static_cast<QWidget *>(list), static_cast<QWidget *>(choice)})
                    column->addWidget(part);
                setBody(body);
                askBeforeDropping();
            }
            QCheckBox *tick = new QCheckBox;
            QComboBox *list = new QComboBox;
            Segments *choice = new Segments(QStringLiteral("Kind"), {QStringLiteral("x"), QStringLiteral("y")});
        };
        QWidget window;
        window.show();
        Form form(&window);
        form.openSheet();
        QVERIFY(form.leave()); // what stands there from the start is nobody's
        const std::function<void()> changes[] = {
            [&] { form.tick->toggle(); }, [&] { form.list->setCurrentIndex(0); }, [&] { form.choice->setCurrent(1); }};
        for (const auto &change : changes) {
            form.openSheet();
            change();
            answerNext(0);
            QVERIFY(!form.leave());
            answerNext(1);
            QVERIFY(form.leave());
        }
    }
    void enterAfterEscKeepsTheForm()
    {
        Window window;
        window.over.show();
        SheetDialog *sheet = window.open("vehicle");
        auto *model = sheet->findChild<QLineEdit *>(QStringLiteral("lead.garage.model"));
        QTest::keyClicks(model, QStringLiteral("Soul"));
        QString answer;
        QTimer::singleShot(0, &window.over, [&] {
            auto *first = qobject_cast<QAbstractButton *>(window.over.focusWidget());
            answer = first ? first->text() : QString();
            QTest::keyClick(first ? static_cast<QWidget *>(first) : SheetDialog::openIn(&window.over),
                first ? Qt::Key_Return : Qt::Key_Escape);
        });
        QTest::keyClick(model, Qt::Key_Escape);
        QCOMPARE(answer, QStringLiteral("Keep typing"));
        QVERIFY(sheet->isOpen());
        QCOMPARE(model->text(), QStringLiteral("Soul"));
    }
    void theQuestionStandsOverTheFormAndEscGoesBackToIt_data()
    {
        QTest::addColumn<ThemeName>("look");
        QTest::addColumn<int>("size");
        QTest::newRow("light") << ThemeName::Light << 100;
        QTest::newRow("dark") << ThemeName::Dark << 100;
        QTest::newRow("large") << ThemeName::Light << 200;
    }
    void theQuestionStandsOverTheFormAndEscGoesBackToIt()
    {
        QFETCH(const ThemeName, look);
        QFETCH(const int, size);
        setTheme(look);
        setTextSize(size);
        Window window;
        window.over.show();
        SheetDialog *sheet = window.open("pencil");
        auto *price = sheet->findChild<QLineEdit *>(QStringLiteral("lead.pencil.price"));
        QTest::keyClicks(price, QStringLiteral("31900"));
        bool asked = false;
        QTimer::singleShot(0, &window.over, [&] {
            auto *question = SheetDialog::openIn(&window.over);
            asked = question && question->objectName() == QLatin1String("question");
            if (const QString folder = qEnvironmentVariable("UPDESK_PICTURES"); !folder.isEmpty())
                window.over.grab().save(QDir(folder).filePath(
                    QStringLiteral("form-discard-%1.png").arg(QLatin1String(QTest::currentDataTag()))));
            QTest::keyClick(question, Qt::Key_Escape);
        });
        QTest::keyClick(price, Qt::Key_Escape);
        QVERIFY(asked);
        QVERIFY(sheet->isOpen());
        QCOMPARE(window.over.focusWidget(), price);
        QCOMPARE(price->text(), QStringLiteral("31900"));
    }
    void aWindowThatGoesWhileItAsksTakesBothAlong()
    {
        auto window = std::make_unique<QWidget>();
        auto *sheet = new GarageSheet(window.get());
        window->show();
        sheet->openFor({}, QStringLiteral("Sam Okafor"), {});
        QTest::keyClicks(sheet->findChild<QLineEdit *>(QStringLiteral("lead.garage.make")), QStringLiteral("Kia"));
        QTimer::singleShot(0, qApp, [&] { window.reset(); });
        QVERIFY(!sheet->leave()); // nothing more may be opened there
        QVERIFY(!window);
    }
};

UPDESK_TEST(TestFormSheets);
#include "tst_formsheets.moc"
