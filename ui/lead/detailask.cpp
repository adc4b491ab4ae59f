// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lead/detailask.h"

#include "ui/lead/leadmodel.h"
#include "ui/parts/erasewords.h"
#include "ui/parts/icons.h"
#include "ui/parts/sentence.h"

#include <QMenu>

namespace updesk
{

bool DetailAsk::act(Letter letter)
{
    if (letter != Letter::Details)
        return false;
    ask();
    return true;
}

void DetailAsk::fill(QMenu &menu)
{
    QAction *action = menu.addAction(icon(Icon::Note), tr("Correct their details ..."), &menu, [this] { ask(); });
    showLetter(action, Letter::Details);
}

void DetailAsk::ask()
{
    if (m_model.isErased())
        return m_calls.tell(eraseRefused(Error{Error::Code::Denied, QStringLiteral("erased"), {}}));
    const auto details = detailsOf(m_model.session().database(), m_model.lead().customer);
    if (!details)
        return m_calls.tell(sentence(details.error()));
    const Whose whose{m_model.session().person(), details->customer.id};
    const auto kept = m_kept.find(whose);
    open(whose, kept == m_kept.end() ? DetailSheet::Typed{*details, {}} : kept->second);
}

void DetailAsk::open(const Whose &whose, const DetailSheet::Typed &typed)
{
    DetailSheet::Ways ways;
    ways.save = [this, whose, opened = typed.opened](const CustomerDetails &now) -> Result<DeedId> {
        const auto saved = saveDetails(m_model.session(), opened, now);
        if (!saved)
            return saved;
        m_kept.erase(whose);
        m_calls.did(saved, saved->isNull() ? tr("Nothing was changed.") : tr("Details saved."));
        return saved;
    };
    ways.keep = [this, whose](const DetailSheet::Typed &left) {
        if (left.texts.isEmpty()) {
            m_kept.erase(whose);
            return;
        }
        m_kept[whose] = left;
        m_calls.tell(tr("Not saved yet. What you typed is kept and stands there when you open the details again."));
    };
    ways.fresh = [this, whose] {
        m_kept.erase(whose);
        m_sheet->closeSheet();
        ask();
    };
    m_sheet = new DetailSheet(m_panel.window(), typed, m_model.name(), std::move(ways));
    QObject::connect(m_sheet, &SheetDialog::closed, m_sheet, &QObject::deleteLater);
    if (!m_sheet->openSheet())
        m_sheet->deleteLater();
}

} // namespace updesk
