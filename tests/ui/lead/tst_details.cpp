// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/details.h"
#include "core/desk/gate.h"
#include "core/desk/undo.h"
#include "tests/ui/lead/leaddesk.h"
#include "ui/lead/detailsheet.h"
#include "ui/lead/factpanel.h"
#include "ui/lead/timelinewords.h"
#include "ui/parts/ask.h"
#include "ui/parts/banner.h"
#include "ui/parts/detailwords.h"

#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QMenu>

using namespace updesk;

/// The form of a customer's details, by keys alone.
class TestDetailSheet : public QObject
{
    Q_OBJECT

    struct Desk : LeadDesk {
        Desk() { show(); }
        QString facts() { return screen->findChild<FactPanel *>()->lines().join(u'\n'); }
        DetailSheet *sheet()
        {
            QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
            return screen->window()->findChild<DetailSheet *>();
        }
        template <class Widget>
        Widget *part(const char *name)
        {
            return sheet()->findChild<Widget *>(QStringLiteral("lead.details.") + QLatin1String(name));
        }
        QLineEdit *edit(const char *name) { return part<QLineEdit>(name); }
        QString wrong(const char *name) { return edit(name)->accessibleDescription(); }
        QString told() ///< the line over the page
        {
            for (const Banner *line : screen->findChildren<Banner *>()) {
                if (line->isVisible() && line->words().startsWith(QStringLiteral("Not saved")))
                    return line->words();
            }
            return {};
        }
        void open() { key(Qt::Key_E, Qt::ShiftModifier); }
        void type(const char *name, const char *text) { edit(name)->setText(QString::fromUtf8(text)); }
        void save() { QTest::keyClick(edit("first"), Qt::Key_Return, Qt::ControlModifier); }
        CustomerDetails details() { return *detailsOf(session->database(), captured.customer); }
    };
    static void savePicture(QWidget *widget, const QString &name)
    {
        QTest::qWait(50);
        const QString folder = QStringLiteral(UPDESK_BUILD_DIR "/pictures");
        QDir().mkpath(folder);
        QVERIFY(widget->grab().save(folder + u'/' + name + QStringLiteral(".png")));
    }

private Q_SLOTS:
    void cleanup()
    {
        setTheme(ThemeName::Light);
        setTextSize(100);
    }
    void aPlaceIsTypedAndStandsAmongTheFacts()
    {
        Desk desk;
        QVERIFY(desk.facts().contains(QStringLiteral("NY 10011")));
        desk.open();
        QVERIFY(desk.sheet() && desk.sheet()->isOpen());
        QCOMPARE(desk.edit("first")->text(), QStringLiteral("Sam"));
        QVERIFY(desk.edit("first")->hasFocus());
        QCOMPARE(desk.edit("postal")->text(), QStringLiteral("10011"));
        desk.type("city", "Portland");
        desk.type("region", "oregon");
        desk.type("postal", "97201");
        desk.save();
        QVERIFY(!desk.sheet());
        QCOMPARE(desk.said.last(), QStringLiteral("Details saved."));
        QVERIFY2(desk.facts().contains(QStringLiteral("Portland, OR 97201")), qPrintable(desk.facts()));
        QCOMPARE(
            quietFor(*desk.session, desk.captured.lead, desk.clock.now())->zone, QStringLiteral("America/Los_Angeles"));
        QVERIFY(undoLast(*desk.session));
        QVERIFY(desk.facts().contains(QStringLiteral("NY 10011")));
    }
    void anotherPhoneAnEmailAndALanguageAreAdded()
    {
        Desk desk;
        desk.open();
        desk.type("phone1", "(212) 555-0177 x4");
        desk.type("email1", "sam.work@example.com");
        auto *language = desk.part<QComboBox>("language");
        language->setCurrentIndex(language->findData(QStringLiteral("es")));
        desk.save();
        QVERIFY(!desk.sheet());
        CustomerDetails now = desk.details();
        QCOMPARE(now.phones.size(), size_t(2));
        QCOMPARE(now.phones.back().e164, QStringLiteral("+12125550177"));
        QCOMPARE(now.customer.language, QStringLiteral("es"));
        desk.open();
        QCOMPARE(desk.edit("phone1")->text(), QStringLiteral("(212) 555-0177 x4"));
        QCOMPARE(desk.part<QComboBox>("language")->currentText(), QStringLiteral("Spanish"));
        QVERIFY(desk.edit("phone2")->text().isEmpty());
        desk.type("phone0", "");
        QTest::keyClick(desk.edit("phone0"), Qt::Key_Return); // saves too
        now = desk.details();
        QCOMPARE(now.phones.size(), size_t(1));
        QCOMPARE(now.phones.front().extension, QStringLiteral("4"));
    }
    void whatIsWrongIsSaidAtItsField_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("words");
        const auto row = [](const char *name, const char *text, const char *words) {
            QTest::addRow("%s", text) << QString::fromLatin1(name) << QString::fromUtf8(text)
                                      << QString::fromUtf8(words);
        };
        row("phone1", "call me", "Type one number");
        row("phone1", "+15552010000", "They have this number already");
        row("email1", "sam at home", "Type one address");
        row("email1", "person0@example.com", "They have this address already");
        row("region", "Bavaria", "Type a state or province");
        row("postal", "1001", "Type a code like");
        row("postal", "00000", "No place has this code");
        row("postal", "33101", "This code lies in another state");
        row("country", "Nowhereland", "No such country");
        row("company", QByteArray(201, 'x').constData(), "This is too long.");
    }
    void whatIsWrongIsSaidAtItsField()
    {
        QFETCH(QString, name);
        QFETCH(QString, text);
        QFETCH(QString, words);
        Desk desk;
        desk.open();
        const QByteArray field = name.toLatin1();
        desk.type("suffix", "Jr.");
        desk.edit(field.constData())->setText(text);
        desk.save();
        QVERIFY(desk.sheet() && desk.sheet()->isOpen());
        QVERIFY(desk.part<QWidget>("fresh")->isHidden()); // a slip is mended, not given up
        QVERIFY2(desk.wrong(field.constData()).startsWith(words), qPrintable(desk.wrong(field.constData())));
        QVERIFY(desk.edit(field.constData())->hasFocus());
        QCOMPARE(desk.edit("suffix")->text(), QStringLiteral("Jr.")); // nothing typed is lost
        QVERIFY(desk.details().customer.suffix.isEmpty());
        desk.edit(field.constData())->setText(name == QLatin1String("postal") ? QStringLiteral("10012") : QString());
        desk.save();
        QVERIFY(!desk.sheet());
        QCOMPARE(desk.details().customer.suffix, QStringLiteral("Jr."));
    }
    void escKeepsWhatWasTypedForWhoTypedIt()
    {
        Desk desk;
        desk.open();
        QTest::keyClick(desk.edit("first"), Qt::Key_Escape); // nothing typed: nothing kept, nothing said
        QVERIFY(!desk.sheet() && desk.told().isEmpty());
        desk.open();
        desk.type("city", "Albany");
        desk.type("phone1", "21255501");
        QTest::keyClick(desk.edit("city"), Qt::Key_Escape);
        QVERIFY(!desk.sheet());
        QVERIFY2(desk.told().startsWith(QStringLiteral("Not saved yet.")), qPrintable(desk.told()));
        QVERIFY(desk.details().place.city.isEmpty());
        desk.session->setPerson(desk.omar);
        desk.open();
        QVERIFY(desk.edit("city")->text().isEmpty());
        QVERIFY(desk.part<QWidget>("fresh")->isHidden());
        QTest::keyClick(desk.edit("city"), Qt::Key_Escape);
        desk.session->setPerson(desk.dana);
        desk.open();
        QCOMPARE(desk.edit("city")->text(), QStringLiteral("Albany"));
        QCOMPARE(desk.edit("phone1")->text(), QStringLiteral("21255501"));
        QVERIFY(!desk.part<QWidget>("fresh")->isHidden());
        answerNext(0);
        QTest::mouseClick(desk.part<QWidget>("fresh"), Qt::LeftButton);
        QCOMPARE(lastQuestion().title, QStringLiteral("Discard what was typed?"));
        QCOMPARE(desk.edit("city")->text(), QStringLiteral("Albany")); // nothing is given up unasked
        answerNext(1);
        QTest::mouseClick(desk.part<QWidget>("fresh"), Qt::LeftButton);
        QVERIFY(desk.sheet() && desk.edit("city")->text().isEmpty());
        QTest::keyClick(desk.edit("city"), Qt::Key_Escape);
        desk.open();
        QVERIFY(desk.edit("city")->text().isEmpty()); // given up for good
    }
    void whatWasSetBackByHandDoesNotComeBack()
    {
        Desk desk;
        desk.open();
        desk.type("city", "Albany");
        QTest::keyClick(desk.edit("city"), Qt::Key_Escape);
        desk.open();
        QCOMPARE(desk.edit("city")->text(), QStringLiteral("Albany"));
        desk.type("city", "");
        QTest::keyClick(desk.edit("city"), Qt::Key_Escape);
        desk.open();
        QVERIFY(desk.edit("city")->text().isEmpty());
        QVERIFY(desk.part<QWidget>("fresh")->isHidden());
    }
    void whoeverIsLeftWithoutANameIsAskedForOne()
    {
        Desk desk;
        desk.open();
        for (const char *name : {"first", "last", "company", "phone0", "email0"})
            desk.type(name, "");
        desk.save();
        QVERIFY(desk.sheet() && desk.sheet()->isOpen());
        QCOMPARE(desk.wrong("first"), QStringLiteral("Type a name, a company, a phone or an email."));
        desk.type("first", "Sam");
        desk.type("last", QByteArray(201, 'x').constData());
        desk.save();
        QCOMPARE(desk.wrong("last"), QStringLiteral("This is too long."));
        QVERIFY(desk.wrong("first").isEmpty());
    }
    void whatAnotherDeskDidMeanwhileIsToldAndShown()
    {
        Desk desk;
        desk.open();
        desk.type("city", "Albany");
        const CustomerDetails opened = desk.details();
        CustomerDetails theirs = opened;
        theirs.place.street = QStringLiteral("9 Elm Row");
        QVERIFY(saveDetails(*desk.session, opened, theirs));
        desk.save(); // another field: both are kept
        QVERIFY(!desk.sheet());
        QCOMPARE(desk.details().place.street + u' ' + desk.details().place.city, QStringLiteral("9 Elm Row Albany"));
        desk.open();
        desk.type("city", "Troy");
        const CustomerDetails now = desk.details();
        theirs = now;
        theirs.place.city = QStringLiteral("Utica");
        QVERIFY(saveDetails(*desk.session, now, theirs));
        desk.save();
        QVERIFY(desk.sheet());
        QVERIFY(desk.part<QLabel>("error")->text().startsWith(QStringLiteral("Another desk changed the same")));
        QCOMPARE(desk.details().place.city, QStringLiteral("Utica"));
        answerNext(1);
        QTest::mouseClick(desk.part<QWidget>("fresh"), Qt::LeftButton);
        QCOMPARE(desk.edit("city")->text(), QStringLiteral("Utica"));
    }
    void theHistoryTellsEachFieldAndWhatItWas()
    {
        Activity line;
        line.providerText =
            detailRecord({{DetailChange::What::Postal, QStringLiteral("10011"), QStringLiteral("12207")},
                {DetailChange::What::Phone, {}, QStringLiteral("+12125550177")},
                {DetailChange::What::Email, QStringLiteral("a@b.com"), {}},
                {DetailChange::What::Language, QStringLiteral("fr"), QStringLiteral("es")}});
        QCOMPARE(DetailWords::corrected(line),
            QStringLiteral("ZIP or postal code: 12207 (was 10011). Phone: (212) 555-0177. Email removed: a@b.com. "
                           "Language: Spanish (was French)"));
        TimelineRow row;
        row.activity = line;
        row.activity.kind = Activity::Kind::Change;
        row.activity.code = Activity::Code::FieldChanged;
        Desk desk;
        const LeadWords words(*desk.session->rules());
        const TimelineText text = timelineText(row, words, desk.clock.now());
        QCOMPARE(text.text, DetailWords::corrected(line));
        QCOMPARE(text.detail.split(u'\n').size(), 4); // expanded, each for itself
        line.providerText = QStringLiteral("not a record");
        QCOMPARE(DetailWords::corrected(line), QStringLiteral("Details corrected"));
        line.providerText = detailRecord({{DetailChange::What::Trade, {}, QLatin1String(kSaysNone)},
            {DetailChange::What::Decides, QLatin1String(kSaysAlone), {}}});
        QCOMPARE(DetailWords::corrected(line),
            QStringLiteral("Trade-in: none. Who decides: not known (was the customer alone)"));
    }
    void theMenuHasItAndTheEmptyFormSaysNothingWasChanged()
    {
        Desk desk;
        auto *menu = desk.screen->findChild<QMenu *>();
        Q_EMIT menu->aboutToShow();
        const auto actions = menu->actions();
        const auto found = std::ranges::find_if(
            actions, [](QAction *one) { return one->text() == QLatin1String("Correct their details ..."); });
        QVERIFY(found != actions.end());
        QCOMPARE((*found)->shortcut(), QKeySequence(Qt::SHIFT | Qt::Key_E));
        (*found)->trigger();
        QVERIFY(desk.sheet() && desk.sheet()->isOpen());
        desk.save();
        QVERIFY(!desk.sheet());
        QCOMPARE(desk.said.last(), QStringLiteral("Nothing was changed."));
    }
    void pictures()
    {
        for (const ThemeName theme : {ThemeName::Light, ThemeName::Dark}) {
            for (const int size : {100, 200}) {
                Desk desk;
                setTheme(theme);
                setTextSize(size);
                desk.screen->resize(size == 100 ? QSize(900, 720) : QSize(1366, 900));
                desk.open();
                desk.type("city", "Miami");
                desk.type("region", "Florida");
                desk.type("phone1", "555-12");
                const QString name =
                    QStringLiteral("details-%1-%2")
                        .arg(theme == ThemeName::Light ? QStringLiteral("light") : QStringLiteral("dark"))
                        .arg(size);
                savePicture(desk.screen->window(), name);
                desk.save();
                desk.type("phone1", "");
                desk.save();
                QVERIFY(desk.sheet());
                savePicture(desk.screen->window(), name + QStringLiteral("-wrong"));
                desk.type("postal", "33101");
                desk.save();
                QVERIFY(!desk.sheet());
                savePicture(desk.screen->window(), name + QStringLiteral("-saved"));
            }
        }
    }
};
UPDESK_TEST(TestDetailSheet);
#include "tst_details.moc"
