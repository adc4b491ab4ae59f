// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/desk/optoutrows.h"
#include "ui/parts/deskwords.h"
#include "ui/parts/headedmodel.h"

namespace updesk
{

/// How long it took until each "no" was honoured, the slowest first (US-9).
class OptOutModel final : public WordsModel
{
    Q_OBJECT
public:
    enum Column { Took, Came, Received, Customer, Said };

    explicit OptOutModel(QObject *parent = nullptr) : WordsModel(parent) { }
    void show(std::vector<OptOutTime> rows, const DeskWords &words, Time now);
    LeadId leadAt(int row) const; ///< null: they have none
    const std::vector<OptOutTime> &times() const { return m_rows; }

private:
    int rows() const override { return int(m_rows.size()); }
    QStringList heads() const override;
    QString text(int index, int column) const override;
    std::vector<OptOutTime> m_rows;
    DeskWords m_words;
    Time m_now = 0;
};

} // namespace updesk
