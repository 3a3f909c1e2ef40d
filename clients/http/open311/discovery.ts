/** Where the service is and what it offers: the discovery document of Open311. */
import type { Policies } from '../../../domain/procedure/policies';
import { list, MEDIA_TYPES, FORMATS, type Fields } from './format';
import { servicesDigest } from './services';
import type { Open311Settings } from './settings';
import { WORDS } from './words';

const SPECIFICATION = 'http://wiki.open311.org/GeoReport_v2';

/** @param url of the endpoint, as clients reach it */
export function discovery(policies: Policies, settings: Open311Settings, url: string): Fields {
  const changeset = changesetOf(policies);
  const words = WORDS[settings.lang];
  return {
    changeset,
    contact: settings.contact ?? words.contact,
    key_service: settings.keyService ?? words.keyService,
    endpoints: list('endpoint', [
      {
        specification: SPECIFICATION,
        url,
        changeset,
        type: settings.type,
        formats: list(
          'format',
          FORMATS.map((format) => MEDIA_TYPES[format]),
        ),
      },
    ]),
  };
}

/** By the version of the directory, so that later ones sort behind; the same text as long as no service changed. */
const changesetOf = (policies: Policies): string =>
  `${String(policies.directoryVersion ?? 0).padStart(8, '0')}-${servicesDigest(policies)}`;
