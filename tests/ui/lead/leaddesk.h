// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/calls.h"
#include "core/leads/leadnowstore.h"
#include "core/leads/original.h"
#include "core/vehicles/stock.h"
#include "tests/support/suite.h"
#include "tests/support/teststore.h"
#include "ui/lead/dialler.h"
#include "ui/lead/leadscreen.h"
#include "ui/parts/theme.h"

namespace updesk
{

/// Remembers what was dialled.
class FakeDialler final : public Dialler
{
public:
    bool dial(const QString &link) override
    {
        links << link;
        dialled << link.section(u':', 1);
        return can;
    }
    QStringList dialled; ///< what stands behind tel:
    QStringList links;
    bool can = true;
};

/// A store with one lifelike lead, and the panel that shows it.
class LeadDesk : public TestStore
{
public:
    LeadDesk()
    {
        setTheme(ThemeName::Light);
        setTextSize(100);
        LeadDraft draft = webLead(0);
        draft.bestTime = QStringLiteral("evening");
        draft.textConsent = true;
        draft.consentWords = QStringLiteral("yes, text me");
        draft.wants.front().stock = QStringLiteral("T1190");
        VehicleDraft trade;
        trade.year = 2019;
        trade.make = QStringLiteral("Toyota");
        trade.model = QStringLiteral("Corolla");
        trade.trim = QStringLiteral("LE");
        trade.interest = Interest::TradeIn;
        trade.odometer = 61'200;
        trade.payoff = 640'000;
        draft.trades = {trade};
        document = layOriginal("<?xml version=\"1.0\"?>\n<adf><prospect><b onload=\"x()\">bold</b></prospect></adf>\n");
        CaptureChoices choices;
        choices.original = document;
        choices.owner = dana;
        captured = add(draft, choices);
        screen = std::make_unique<LeadScreen>(*session, dialler);
        screen->resize(774, 692);
        QObject::connect(screen.get(), &LeadScreen::said, [this](const QString &text, bool) { said << text; });
        QObject::connect(screen.get(), &LeadScreen::nextLead, [this] { ++next; });
        QObject::connect(screen.get(), &LeadScreen::closeWanted, [this] { ++closes; });
    }
    ~LeadDesk() { screen.reset(); }

    void show()
    {
        screen->show();
        screen->open(captured.lead);
        QCoreApplication::processEvents();
        screen->focusTarget()->setFocus();
    }
    OriginalId layOriginal(const QByteArray &bytes)
    {
        Original o;
        o.id.value = newId(clock.now());
        o.name = QStringLiteral("lead.xml");
        o.bytesTotal = bytes.size();
        o.arrived = clock.now();
        const auto laid = doDeed(*session, "test", {}, [&](Transaction &tx) -> Result<void> {
            if (auto done = apply(tx, put(kOriginal, o)); !done)
                return done;
            for (int n = 0; n * OriginalPart::kBytes < bytes.size(); ++n) {
                OriginalPart p;
                p.id.value = tx.freshId();
                p.original = o.id;
                p.n = n;
                p.bytes.data = bytes.mid(n * OriginalPart::kBytes, OriginalPart::kBytes);
                if (auto done = apply(tx, put(kOriginalPart, p)); !done)
                    return done;
            }
            return {};
        });
        if (!laid)
            qFatal("lead desk: original");
        return o.id;
    }

    /// Types into whatever has the focus in the panel.
    void key(Qt::Key key, Qt::KeyboardModifiers with = Qt::NoModifier)
    {
        QWidget *target = screen->focusWidget() ? screen->focusWidget() : screen.get();
        QTest::keyClick(target, key, with);
    }
    void type(const char *text)
    {
        auto *edit = find<QLineEdit>("lead.prompt.edit");
        edit->selectAll();
        QTest::keyClicks(edit, QString::fromUtf8(text));
    }
    template <class W>
    W *find(const char *name) const
    {
        W *found = screen->findChild<W *>(QString::fromLatin1(name));
        if (!found)
            qFatal("no %s", name);
        return found;
    }
    bool shows(const char *name) const { return find<QWidget>(name)->isVisible(); }
    LeadNow now() { return *leadNowOf(session->database(), captured.lead); }
    QByteArray lastCall()
    {
        return list("SELECT outcome||' '||evidence||' '||seconds FROM activity WHERE kind=0 AND deleted=0"
                    " ORDER BY at DESC, id DESC LIMIT 1")
            .trimmed();
    }

    FakeDialler dialler;
    OriginalId document;
    Captured captured;
    std::unique_ptr<LeadScreen> screen;
    QStringList said;
    int next = 0, closes = 0;
};

} // namespace updesk
