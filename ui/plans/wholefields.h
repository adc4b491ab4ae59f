// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/parts/field.h"
#include "ui/plans/audiencefields.h"

class QCheckBox;
class QComboBox;

namespace updesk
{

/// The fields of a sequence as a whole: its name, how long it lasts, what ends it and what follows.
class WholeFields final : public QWidget
{
    Q_OBJECT
public:
    explicit WholeFields(PlanModel &plan, QWidget *parent = nullptr);
    void refresh();
    QWidget *first() const { return m_title; }
    void chooseName() { m_title->selectAll(); } ///< so that typing replaces it

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void connectAll();
    QLineEdit *number(const char *name);
    PlanModel &m_plan;
    QString m_key; ///< of the sequence that is shown
    QLineEdit *m_title, *m_days, *m_least, *m_most, *m_gap;
    Field *m_titleField, *m_daysField, *m_attemptsField, *m_gapField;
    QCheckBox *m_stops;
    QComboBox *m_then;
    AudienceFields *m_audience;
};

} // namespace updesk
