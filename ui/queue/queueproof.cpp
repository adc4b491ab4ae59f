// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/leads/proofrows.h"
#include "ui/parts/choosedialog.h"
#include "ui/parts/erasewords.h"
#include "ui/parts/sentence.h"
#include "ui/queue/queuescreen.h"

// The leads whose answer has no proof, for their manager.
namespace updesk
{

static constexpr int kMostRows = 200;

static QString proofWords(Proof proof)
{
    switch (proof) {
    case Proof::Told:
        return QueueScreen::tr("answered as told");
    case Proof::Unverified:
        return QueueScreen::tr("tried, not verified");
    case Proof::ClockJumped:
        return QueueScreen::tr("the clock had been changed");
    case Proof::NeverAnswered:
        break;
    }
    return QueueScreen::tr("closed, never answered");
}

void QueueScreen::showWithoutProof()
{
    auto rows = leadsWithoutProof(m_session.database(), kMostRows);
    const auto counts = countsWithoutProof(m_session.database());
    if (!rows || !counts)
        return failed(!rows ? rows.error() : counts.error());
    if (rows->empty()) {
        Q_EMIT said(tr("Every answer has proof."), false);
        return;
    }
    nameErased(m_session.database(), *rows, &QueueRow::name, [](const QueueRow &row) { return row.now.id.value; });
    const QueueWords &words = m_model->words();
    std::vector<ChooseDialog::Choice> choices;
    std::vector<LeadId> leads;
    for (const QueueRow &row : *rows) {
        const auto proof = proofOf(row.now);
        if (!proof)
            continue;
        const QString owner = words.person(row.now.owner);
        //: %1: the customer, %2: what is weak about the answer, %3: who has the lead, %4: when it came
        choices.push_back(
            {tr("%1, %2, %3, %4")
                    .arg(row.name.isEmpty() ? tr("No name") : row.name, proofWords(*proof),
                        owner.isEmpty() ? tr("nobody") : owner, words.moment(row.now.received, m_session.now())),
                {}});
        leads.push_back(row.now.id);
    }
    //: %1 to %4: how many of each
    const QString title = tr("Answers without proof: told %1, not verified %2, never answered %3, clock changed %4")
                              .arg((*counts)[size_t(Proof::Told)])
                              .arg((*counts)[size_t(Proof::Unverified)])
                              .arg((*counts)[size_t(Proof::NeverAnswered)])
                              .arg((*counts)[size_t(Proof::ClockJumped)]);
    auto *dialog = new ChooseDialog(window(), title, tr("Name"), std::move(choices));
    connect(dialog, &ChooseDialog::chosen, this,
        [this, leads](int choice, const QString &) { Q_EMIT openLead(leads[std::size_t(choice)]); });
    dialog->setPanel(720); // for the counts in its head
    dialog->open();
}

} // namespace updesk
