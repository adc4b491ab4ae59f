// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lead/garageask.h"

#include "core/desk/garage.h"
#include "ui/lead/garagesheet.h"
#include "ui/lead/leadmodel.h"
#include "ui/parts/choosedialog.h"
#include "ui/parts/icons.h"

#include <QMenu>

namespace updesk
{

bool GarageAsk::act(Letter letter)
{
    if (letter != Letter::Garage)
        return false;
    ask();
    return true;
}

void GarageAsk::fill(QMenu &menu)
{
    QAction *action = menu.addAction(icon(Icon::Inventory), tr("Vehicles they own ..."), &menu, [this] { ask(); });
    showLetter(action, Letter::Garage);
}

void GarageAsk::ask()
{
    const std::vector<GarageRow> &garage = m_model.garage();
    if (garage.empty())
        return open({});
    constexpr size_t kMost = 8;
    if (garage.size() > kMost)
        return chooseOf(garage);
    Prompt prompt;
    prompt.title = tr("Which vehicle of %1?").arg(m_model.name());
    for (size_t n = 0; n < garage.size(); ++n)
        prompt.answers.push_back({QString(QChar(u'A' + char16_t(n))), vehicleName(garage[n].vehicle),
            [this, row = garage[n]] { open(row); }});
    prompt.answers.push_back({QStringLiteral("N"), tr("Add another"), [this] { open({}); }});
    m_calls.ask(std::move(prompt));
}

// More than there are letters for: found by typing.
void GarageAsk::chooseOf(const std::vector<GarageRow> &garage)
{
    std::vector<ChooseDialog::Choice> choices;
    for (const GarageRow &row : garage)
        choices.push_back({vehicleName(row.vehicle), {}});
    choices.push_back({tr("Add another"), {}});
    auto *dialog = new ChooseDialog(
        m_panel.window(), tr("Which vehicle of %1?").arg(m_model.name()), tr("Make, model or year"), choices);
    QObject::connect(dialog, &ChooseDialog::chosen, &m_panel,
        [this, garage](int choice) { open(size_t(choice) < garage.size() ? garage[size_t(choice)] : GarageRow()); });
    dialog->open();
}

void GarageAsk::open(const GarageRow &row)
{
    if (!m_sheet)
        m_sheet = new GarageSheet(m_panel.window());
    const CustomerId customer = m_model.lead().customer;
    GarageSheet::Ways ways;
    ways.save = [this, customer, row](const GarageRow &typed) -> Result<DeedId> {
        const auto saved = saveVehicle(m_model.session(), customer, row, typed);
        const QString name = vehicleName(typed.vehicle);
        if (saved)
            m_calls.did(saved, saved->isNull() ? tr("Nothing was changed.") : tr("Saved: %1.").arg(name));
        return saved;
    };
    ways.remove = [this, id = row.vehicle.id, name = vehicleName(row.vehicle)]() -> Result<DeedId> {
        const auto gone = removeVehicle(m_model.session(), id);
        if (gone)
            m_calls.did(gone, tr("%1 is no longer theirs.").arg(name));
        return gone;
    };
    m_sheet->openFor(row, m_model.name(), std::move(ways));
}

} // namespace updesk
