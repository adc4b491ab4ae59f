// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/dealverbs.h"
#include "ui/parts/field.h"
#include "ui/parts/sheetdialog.h"

#include <array>
#include <functional>

class QCheckBox;
class QComboBox;

namespace updesk
{

/// A look at a trade-in: what it is, what is owed on it, what it is worth (F82).
class AppraisalSheet final : public SheetDialog
{
    Q_OBJECT
public:
    using Save = std::function<Result<DeedId>(const Appraisal &)>; ///< on success the sheet closes
    explicit AppraisalSheet(QWidget *window);

    /// What is known already stands in it to be typed over.
    void openFor(const Appraisal &known, const QString &customer, Save save);
    QString equityWords() const { return m_equity->text(); }
    QString vinWords() const;

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    enum Entry { Vin, Year, Make, Model, Trim, Odometer, Acv, Payoff, Lender, Note };
    static constexpr int kEntries = Note + 1;
    QWidget *makeBody();
    Field *field(Entry entry) const { return m_fields[std::size_t(entry)]; }
    QString typed(Entry entry) const;
    bool readNumber(Entry entry, int &to);
    bool readMoney(Entry entry, qint64 &to);
    void checkVinTyped();
    void showEquity();
    void save();
    void fail(const Error &error);
    Save m_save;
    OdometerUnit m_unit = OdometerUnit::Miles; ///< as the trade-in's mileage came
    std::array<Field *, kEntries> m_fields{};
    QComboBox *m_condition;
    QCheckBox *m_asRead;
    TextLabel *m_equity, *m_error;
    Button *m_keep;
};

} // namespace updesk
