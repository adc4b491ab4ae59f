// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/vehicles/garagerows.h"
#include "ui/parts/field.h"
#include "ui/parts/sheetdialog.h"

#include <array>
#include <functional>

class QCheckBox;

namespace updesk
{

/// The form of one vehicle that a customer owns.
class GarageSheet final : public SheetDialog
{
    Q_OBJECT
public:
    /// What is done with it; on success the sheet closes, else it says why not.
    struct Ways {
        std::function<Result<DeedId>(const GarageRow &)> save;
        std::function<Result<DeedId>()> remove;
    };
    explicit GarageSheet(QWidget *window);
    /// `row` without an id: a vehicle that is added. `owner`: whose.
    void openFor(const GarageRow &row, const QString &owner, Ways ways);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    enum Entry { Year, Make, Model, Trim, Vin, Odometer, Bought, Lender, LoanEnds };
    static constexpr int kEntries = LoanEnds + 1;
    QWidget *makeBody();
    Field *field(Entry entry) const { return m_fields[std::size_t(entry)]; }
    QString typed(Entry entry) const;
    bool readNumber(Entry entry, int &to);
    bool readMonth(Entry entry, Time &to, Time before);
    bool read(GarageRow &row);
    void save();
    void finish(const Result<DeedId> &done);
    GarageRow m_row;
    Ways m_ways;
    std::array<Field *, kEntries> m_fields{};
    QCheckBox *m_here;
    TextLabel *m_error;
    Button *m_save, *m_remove;
};

} // namespace updesk
