// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/nocalls.h"

#include "core/desk/stopcalls.h"
#include "core/leads/lead.h"
#include "core/store/apply.h"
#include "ui/parts/choosedialog.h"
#include "ui/parts/sentence.h"

namespace updesk
{

QString NoCalls::words() { return tr("Do not call"); }

void NoCalls::stop(QWidget *screen, Session &session, CustomerId customer, const QString &name, const Said &said)
{
    const QString who = name.isEmpty() ? tr("This customer") : name;
    const auto done = stopCalls(session, customer);
    if (!done)
        return said(sentence(done.error()), false);
    const QString off = tr("%1 is not called any more.").arg(who);
    said(done->isNull() ? tr("%1 is not called already.").arg(who) : off, !done->isNull());
    //: %1: a customer
    auto *asks = new ChooseDialog(screen->window(), tr("%1 is not called any more. What did they say?").arg(who),
        tr("In their words; then it cannot be undone. Empty: it stands all the same"), {});
    asks->setObjectName(QStringLiteral("nocalls"));
    asks->setEscWords(tr("leaves it so"));
    asks->allowEmpty();
    QObject::connect(asks, &ChooseDialog::chosen, screen, [&session, customer, who, said](int, const QString &typed) {
        if (typed.trimmed().isEmpty())
            return;
        const auto kept = stopCalls(session, customer, typed);
        said(kept ? tr("%1 is not called any more, in their words.").arg(who) : sentence(kept.error()), false);
    });
    asks->open();
}

void NoCalls::stop(QWidget *screen, Session &session, LeadId lead, const QString &name, const Said &said)
{
    const auto row = load(session.database(), kLead, lead.value);
    if (!row)
        return said(sentence(row.error()), false);
    stop(screen, session, row->customer, name, said);
}

} // namespace updesk
