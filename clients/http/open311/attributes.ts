/** The attributes that every service has. */
/** By this one a sender says where a matter is. */
export const UNIT_ATTRIBUTE = 'unit';
export const SEVERITY_ATTRIBUTE = 'severity';
